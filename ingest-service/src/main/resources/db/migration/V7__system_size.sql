-- About how many bytes the applications take in memory that a system has at present: reports of large systems are merged a
-- few systems at a time. Null until the system is merged for the first time since this column is here; then it is counted.
alter table system add column size bigint;
