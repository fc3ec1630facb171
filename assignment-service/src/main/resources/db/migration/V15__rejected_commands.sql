-- The records whose directory commands were rejected, each of which is a dead letter: read again it does nothing, while
-- its command is decided anew when it comes in another record. Those of earlier versions stay in directory_command.
create table rejected_command (
  command_id    uuid    not null,
  topic         text    not null,
  partition     integer not null,
  record_offset bigint  not null,
  primary key (command_id, topic, partition, record_offset)
);
