create table system (
  system_id          text        collate "C" primary key,
  system_number      bigint      not null generated always as identity unique,
  -- The newest snapshot, by (time, sequence, id); null while only partial reports have come.
  snapshot_at        timestamptz,
  snapshot_sequence  bigint,
  snapshot_report_id uuid,
  -- Of the newest snapshot's applications; null when what is there is not exactly what it said.
  applications_hash  bytea,
  removals_held      boolean     not null default false
) with (fillfactor = 70);

-- Every report received, so that a repeat is known and a late one finds the snapshots after it.
create table received_report (
  system_number bigint      not null,
  collected_at  timestamptz not null,
  sequence      bigint      not null,
  report_id     uuid        not null,
  snapshot      boolean     not null,
  primary key (system_number, collected_at, sequence, report_id)
);
create index received_report_age on received_report using brin (collected_at);

create table application_record (
  application_id text        collate "C" primary key,
  -- No foreign key: a system is never deleted, and the check costs as much as the insert.
  system_number  bigint      not null,
  module_id      text        collate "C" not null,
  instance_of    text        not null,
  name           text        not null,
  source         text        not null,
  display_name   text,
  version        text        not null,
  node_id        integer,
  node_label     text,
  url            text,
  is_user_facing boolean     not null,
  -- As they were written, key order and all: casts to jsonb when that is wanted.
  inventory_data json        not null,
  backup_data    json        not null,
  services_data  json        not null,
  first_seen_at  timestamptz not null,
  -- The newest report that has it; while the system's newest snapshot has it too, that one may be newer.
  seen_at        timestamptz not null,
  seen_sequence  bigint      not null,
  seen_report_id uuid        not null,
  deleted_at     timestamptz,
  revision       bigint      not null check (revision > 0),
  incarnation    integer     not null check (incarnation > 0),
  recorded_at    timestamptz not null default transaction_timestamp()
) with (fillfactor = 80);
create index application_record_system on application_record (system_number);
create index application_record_removed on application_record (deleted_at) where deleted_at is not null;

-- What everybody reads. Published: columns are added, never changed.
create view applications as
select r.application_id,
       s.system_id,
       r.module_id,
       r.instance_of,
       r.name,
       r.source,
       r.display_name,
       r.version,
       r.node_id,
       r.node_label,
       r.url,
       r.is_user_facing,
       r.inventory_data,
       r.backup_data,
       r.services_data,
       r.first_seen_at,
       case
         when r.deleted_at is null and not s.removals_held then greatest(r.seen_at, s.snapshot_at)
         else r.seen_at
       end as last_inventory_at,
       r.deleted_at,
       r.revision,
       r.incarnation
  from application_record r
  join system s using (system_number);

grant usage on schema inventory to muster_assignment, muster_reader;
grant select on applications to muster_assignment, muster_reader;
