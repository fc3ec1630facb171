-- The name of the system in the last document of its agent that had one.
alter table agent_report add column system_name text;

-- Published: columns are added, never changed.
create view systems as
select s.system_id,
       a.system_name as reported_name,
       s.snapshot_at as last_inventory_at
  from system s
  left join agent_report a using (system_id);

grant select on systems to muster_assignment, muster_reader;
