-- Ids that inventory compares bytewise are compared so here too: PostgreSQL joins through no index whose collation differs.
drop view applications;
drop view ownership_changes;
alter table ownership alter column application_id type text collate "C";
alter table ownership_history alter column application_id type text collate "C";
alter table system alter column system_id type text collate "C";

-- Nothing ever wrote them: notes are among the details.
alter table ownership drop column notes;

-- What people say about an application. What inventory says of it stays as it is, beside.
create table application_details (
  application_id text        collate "C" primary key,
  display_name   text,
  url            text,
  notes          text,
  revision       bigint      not null,
  changed_at     timestamptz not null,
  changed_by     text        not null
);

-- What lists, searches and counts read: one narrow row per application that inventory knows, removed ones too. It
-- follows inventory.applications by its topic, owners and names given by people in their own transactions. The times
-- that move with every report are not in it.
create table listed_application (
  application_id text        collate "C" primary key,
  system_id      text        collate "C" not null,
  instance_of    text        collate "C" not null,
  version        text        collate "C" not null,
  name           text        not null,
  reported_name  text,
  given_name     text,
  display_name   text        not null generated always as (coalesce(given_name, reported_name, name)) stored,
  incarnation    integer     not null,
  owner_id       text,
  first_seen_at  timestamptz not null,
  deleted_at     timestamptz
) with (fillfactor = 90);

-- What searches read, in lower case: apart, because an index of the parts of names is dear to keep, and names rarely
-- change where owners do.
create table searched_application (
  application_id text collate "C" primary key,
  search         text not null
);

insert into system (system_id, revision, created_at, updated_at)
select distinct system_id, 0, now(), now() from inventory.applications
on conflict do nothing;

insert into listed_application
       (application_id, system_id, instance_of, version, name, reported_name, incarnation, owner_id, first_seen_at,
        deleted_at)
select a.application_id, a.system_id, a.instance_of, left(a.version, 400), left(a.name, 400),
       left(a.display_name, 400), a.incarnation, o.organization_id, a.first_seen_at, a.deleted_at
  from inventory.applications a
  left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation;

insert into searched_application (application_id, search)
select application_id, lower(application_id || E'\n' || name || E'\n' || display_name) from listed_application;

-- Every filter has an index that gives its applications in the order of their ids, every order has one of its own.
create index listed_by_type on listed_application (instance_of, application_id) where deleted_at is null;
create index listed_by_version on listed_application (version, application_id) where deleted_at is null;
create index listed_by_system on listed_application (system_id, application_id) where deleted_at is null;
create index listed_by_owner on listed_application (owner_id, application_id) where deleted_at is null;
create index listed_unassigned on listed_application (application_id) where owner_id is null and deleted_at is null;
create index listed_by_name on listed_application (name, application_id) where deleted_at is null;
create index listed_by_display_name on listed_application (display_name, application_id) where deleted_at is null;
create index listed_by_age on listed_application (first_seen_at, application_id) where deleted_at is null;

-- Parts of names. The extension is made by the administrator, deploy/postgres/roles.sql; without it a search for what
-- is rare reads the whole list.
do $$
declare
  operators text;
begin
  select quote_ident(n.nspname) || '.gin_trgm_ops' into operators
    from pg_opclass c
    join pg_namespace n on n.oid = c.opcnamespace
   where c.opcname = 'gin_trgm_ops' and has_schema_privilege(n.oid, 'usage');
  if operators is not null then
    execute 'create index searched_by_part on searched_application using gin (search ' || operators || ')';
  end if;
end
$$;

-- An application that came back since its ownership was decided belongs to nobody, also before that is written down.
create view applications as
select a.*,
       o.organization_id,
       g.type as organization_type,
       case when o.organization_id is null then 'unassigned' else 'assigned' end as status,
       o.rebranding_org_id is not null as rebranding_enabled,
       o.rebranding_org_id,
       d.notes,
       coalesce(k.revision, 0) as ownership_revision,
       o.assigned_by,
       o.assigned_at
  from inventory.applications a
  left join ownership k on k.application_id = a.application_id
  left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation
  left join organization g on g.organization_id = o.organization_id
  left join application_details d on d.application_id = a.application_id;

create view ownership_changes as
select application_id, revision, change, before, after, cause, command_id, actor, recorded_at
  from ownership_history;

grant select on applications, ownership_changes to muster_reader;
