-- Every command that released a system's brake, so that a repeat is known: it may not release what is held by then.
create table brake_release (
  command_id  uuid        primary key,
  system_id   text        collate "C" not null,
  issued_by   text        not null,
  recorded_at timestamptz not null default transaction_timestamp()
);
