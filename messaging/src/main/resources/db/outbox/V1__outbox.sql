-- One row is a page: the messages of one transaction for one lane, encoded by OutboxPage. A row per message costs
-- a third of the throughput of the whole pipeline.
create table outbox_page (
  lane          integer     not null,
  page_id       bigint      not null generated always as identity,
  message_count integer     not null,
  created_at    timestamptz not null default clock_timestamp(),
  messages      bytea       not null,
  primary key (lane, page_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Pages live for milliseconds: compressing them costs more than it saves.
alter table outbox_page alter column messages set storage external;
