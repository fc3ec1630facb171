-- An application that came back since its ownership was decided belongs to nobody, also before that is written down.
create view applications as
select a.*,
       o.organization_id,
       g.type as organization_type,
       case when o.organization_id is null then 'unassigned' else 'assigned' end as status,
       o.rebranding_org_id is not null as rebranding_enabled,
       o.rebranding_org_id,
       o.notes,
       coalesce(k.revision, 0) as ownership_revision,
       o.assigned_by,
       o.assigned_at
  from inventory.applications a
  left join ownership k on k.application_id = a.application_id
  left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation
  left join organization g on g.organization_id = o.organization_id;

create view ownership_changes as
select application_id, revision, change, before, after, cause, command_id, actor, recorded_at
  from ownership_history;

create view organizations as
select organization_id, label, name, type, parent_id, rebranding_enabled, active, revision
  from organization;

grant select on applications, ownership_changes, organizations to muster_reader;
