alter table system
  -- The greatest broker time of a report or heartbeat; null until there is one since this column is here: then snapshot_at counts.
  add column sighted_at           timestamptz,
  -- Of the report that was received last.
  add column collector            text,
  -- As the newest snapshot declares it.
  add column next_report_within_s integer,
  -- Number of present applications, as of the time when size was counted_size: an older service that runs beside this one
  -- changes the size, and neither column. Null until the system is merged or announced for the first time.
  add column applications         integer,
  add column counted_size         bigint,
  -- Of the events on inventory.systems; 0 before the first.
  add column revision             bigint not null default 0,
  -- When it became ACTIVE, or was announced for the first time.
  add column active_since         timestamptz;

-- Those that an older service registers have no event.
create index system_unpublished on system (system_id) where revision = 0;

-- The systems whose published state is not ACTIVE. Written with a lock on the row of the system.
create table silent_system (
  system_id text        collate "C" primary key,
  state     text        not null check (state in ('STALE', 'MISSING')),
  since     timestamptz not null,
  -- When it left ACTIVE; null when a command released it, because a wave does not count what was confirmed.
  left_at   timestamptz
);
create index silent_system_missing on silent_system (since) where state = 'MISSING';

-- What commands set for single systems, whatever their reports declare; both null after a reset. The last writer by
-- (issued_at, command_id).
create table system_freshness (
  system_id       text        collate "C" primary key,
  stale_after_s   bigint,
  missing_after_s bigint,
  command_id      uuid        not null,
  issued_at       timestamptz not null,
  issued_by       text        not null,
  check ((stale_after_s is null) = (missing_after_s is null))
);

-- When reports were not read in time: these times do not count as silence.
create table freshness_outage (
  began timestamptz primary key,
  ended timestamptz not null check (ended > began)
);

-- One row: what the instances know together. Silence is not counted from before started_at.
create table freshness_watch (
  only_row         boolean     primary key default true check (only_row),
  started_at       timestamptz not null default transaction_timestamp(),
  -- When reports were last known to be read in time.
  kept_up_at       timestamptz not null default transaction_timestamp(),
  swept_at         timestamptz not null default '-infinity',
  -- Systems that were due by then are declared whatever their number.
  wave_released_at timestamptz,
  -- Of the last sweep.
  systems          bigint      not null default 0,
  stale            bigint      not null default 0,
  missing          bigint      not null default 0,
  -- How many systems a wave holds back.
  held             bigint      not null default 0
);
insert into freshness_watch default values;

-- Published: columns are added, never changed.
create or replace view systems as
select s.system_id,
       a.system_name as reported_name,
       s.snapshot_at as last_inventory_at,
       coalesce(q.state, 'ACTIVE') as state,
       coalesce(q.since, s.active_since) as state_since,
       s.sighted_at,
       s.collector,
       s.applications
  from system s
  left join agent_report a using (system_id)
  left join silent_system q using (system_id);
