-- What a system's newest snapshot said of each application, by hash: only what the next one says otherwise is decoded,
-- read and written. Of the snapshot with the same applications_hash as in system; if that is another one, it is not used.
create table snapshot_contents (
  system_number     bigint primary key,
  applications_hash bytea  not null,
  contents          bytea  not null
) with (fillfactor = 70);
-- Hashes do not compress.
alter table snapshot_contents alter column contents set storage external;
