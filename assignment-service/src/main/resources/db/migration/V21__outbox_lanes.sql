-- The number of lanes of the outbox, the same for all instances: one row.
create table outbox_lanes (
  singleton boolean primary key default true check (singleton),
  lanes     integer not null
);
