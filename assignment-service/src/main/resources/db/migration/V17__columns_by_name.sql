-- "a.*" puts a column that inventory's view was given at its end before those that follow here, and does so only where this
-- schema is newer than that column. Named, they stand in one order everywhere, and new ones at the end.
do $$
begin
  if exists (select from pg_attribute
              where attrelid = 'applications'::regclass and attname = 'appeared_at') then
    drop view applications;
  end if;
end
$$;

create or replace view applications as
select a.application_id,
       a.system_id,
       a.module_id,
       a.instance_of,
       a.name,
       a.source,
       a.display_name,
       a.version,
       a.node_id,
       a.node_label,
       a.url,
       a.is_user_facing,
       a.inventory_data,
       a.backup_data,
       a.services_data,
       a.first_seen_at,
       a.last_inventory_at,
       a.deleted_at,
       a.revision,
       a.incarnation,
       o.organization_id,
       g.type as organization_type,
       case when o.organization_id is null then 'unassigned' else 'assigned' end as status,
       o.rebranding_org_id is not null as rebranding_enabled,
       o.rebranding_org_id,
       d.notes,
       coalesce(k.revision, 0) as ownership_revision,
       o.assigned_by,
       o.assigned_at,
       a.appeared_at
  from inventory.applications a
  left join ownership k on k.application_id = a.application_id
  left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation
  left join organization g on g.organization_id = o.organization_id
  left join application_details d on d.application_id = a.application_id;

grant select on applications to muster_reader;
