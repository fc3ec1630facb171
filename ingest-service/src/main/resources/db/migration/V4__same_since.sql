-- When the first of the snapshots was collected that all say what the newest one says, with nothing else in between:
-- one of them that comes late changes nothing. Null when that is not known.
alter table system add column same_since timestamptz;
