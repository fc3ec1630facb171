-- The number of lanes of the outbox, the same for all instances: one row.
create table outbox_lanes (
  only  boolean primary key default true check (only),
  lanes integer not null
);
