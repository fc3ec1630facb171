-- The row of a deleted organization stays, so that its id is never used again. Labels are unique among the others.
alter table organization
  add column deleted_at timestamptz;

alter table organization drop constraint organization_label_key;
create unique index organization_label on organization (label) where deleted_at is null;

create or replace view organizations as
select organization_id, label, name, type, parent_id, rebranding_enabled, active, revision,
       public_id, uuid, description, properties, mfa_required, application_id, logo, dark_logo, favicon, dark_favicon,
       created_at, updated_at
  from organization
 where deleted_at is null;

create or replace trigger rules_depend_on_changed_organizations
  after update on organization
  for each row
  when (old.parent_id is distinct from new.parent_id or old.active <> new.active
        or old.deleted_at is distinct from new.deleted_at)
  execute function rules_depend_on_organizations();

-- The applications whose override names an organization: it ends when the organization is deleted.
create index ownership_override_organization on ownership (override_organization_id, application_id)
  where override_organization_id is not null;
