-- The last event of each system on inventory.systems: lists and counts of systems filter by its state.
create table system_state (
  system_id    text        collate "C" primary key,
  state        text        not null check (state in ('ACTIVE', 'STALE', 'MISSING')),
  state_since  timestamptz not null,
  applications integer     not null,
  recorded_at  timestamptz not null
) with (fillfactor = 80);
