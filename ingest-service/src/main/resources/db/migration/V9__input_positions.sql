-- How far each consumer group has read, in the transactions of its polls: input that is gone before it was read is told by
-- it. The topic's id tells a topic that was created anew.
create table input_position (
  consumer_group text    collate "C" not null,
  topic          text    collate "C" not null,
  partition      integer not null,
  topic_id       uuid    not null,
  -- Everything before it was read.
  position       bigint  not null,
  primary key (consumer_group, topic, partition)
) with (fillfactor = 10);

-- Input that was gone before it was read. Nothing deletes these rows.
create table input_loss (
  loss_id          bigint      primary key generated always as identity,
  consumer_group   text        collate "C" not null,
  topic            text        collate "C" not null,
  partition        integer     not null,
  -- Of the topic that had it; null when it was read by a version that did not remember that.
  topic_id         uuid,
  from_offset      bigint      not null,
  -- Where reading goes on, in the topic that is there now.
  to_offset        bigint      not null,
  present_topic_id uuid        not null,
  cause            text        not null,
  detected_at      timestamptz not null default clock_timestamp(),
  -- Null while the partition is not read.
  ended_at         timestamptz,
  ended_by         text        check (ended_by in ('acknowledged', 'continued'))
);
create unique index input_loss_open on input_loss (consumer_group, topic, partition) where ended_at is null;
