-- Who decided an owner. It is valid for the revision that it was written with: with another one, the row was written by a
-- version that knows no origins, and an owner then counts as decided by a command.
alter table ownership
  add column origin_revision   bigint,
  add column owner_source      text check (owner_source in ('EXPLICIT', 'RULE', 'SYSTEM')),
  add column pinned            boolean,
  add column rule_set          text,
  add column rule_id           text,
  add column rule_set_revision bigint,
  add column on_unmatch        text check (on_unmatch in ('KEEP', 'UNASSIGN'));

-- What a person has unassigned stays with nobody. What has an owner needs no update: see above.
update ownership o
   set origin_revision = o.revision, owner_source = 'EXPLICIT', pinned = true
  from (select distinct on (application_id) application_id, change, cause
          from ownership_history
         where change in ('ASSIGNED', 'UNASSIGNED', 'RETURNED_UNASSIGNED')
         order by application_id, revision desc) h
 where h.application_id = o.application_id
   and o.organization_id is null
   and h.change = 'UNASSIGNED'
   and h.cause = 'COMMAND';

create index ownership_of_rules on ownership (rule_set, application_id) where rule_set is not null;

alter table ownership_history
  add column rule_id text,
  add column run_id  uuid;

create or replace view ownership_changes as
select application_id, revision, change, before::jsonb as before, after::jsonb as after, cause, command_id, actor,
       recorded_at, rule_id, run_id
  from ownership_history;

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
       a.appeared_at,
       case when o.origin_revision = o.revision then o.owner_source
            when o.organization_id is not null then 'EXPLICIT' end as owner_source,
       coalesce(case when o.origin_revision = o.revision then o.pinned else o.organization_id is not null end, false)
         as pinned,
       case when o.origin_revision = o.revision then o.rule_set end as rule_set,
       case when o.origin_revision = o.revision then o.rule_id end as rule_id,
       case when o.origin_revision = o.revision then o.rule_set_revision end as rule_set_revision
  from inventory.applications a
  left join ownership k on k.application_id = a.application_id
  left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation
  left join organization g on g.organization_id = o.organization_id
  left join application_details d on d.application_id = a.application_id;

-- The published sets, one row for each revision; the last one of an organization is in force. rule_state has one row, which
-- every change that rules depend on updates: whoever has compiled the sets compares its version.
create table rule_set (
  set_key      text        not null,
  revision     bigint      not null check (revision > 0),
  document     text        not null,
  command_id   uuid        not null,
  actor        text        not null,
  published_at timestamptz not null,
  primary key (set_key, revision)
);

create table rule_state (
  only_row          boolean primary key default true check (only_row),
  version           bigint  not null,
  owner_from_system boolean not null
);

-- A sequence never returns a value twice: a version that was rolled back is not used again for another state.
create sequence rule_version;

insert into rule_state (version, owner_from_system) values (nextval('rule_version'), false);

create function rules_depend_on_organizations() returns trigger language plpgsql set search_path from current as $$
begin
  update rule_state set version = nextval('rule_version');
  return null;
end
$$;

create trigger rules_depend_on_new_organizations
  after insert or delete on organization
  for each statement execute function rules_depend_on_organizations();

create trigger rules_depend_on_changed_organizations
  after update on organization
  for each row
  when (old.parent_id is distinct from new.parent_id or old.active <> new.active)
  execute function rules_depend_on_organizations();

-- Systems whose applications rules have yet to decide again. A system may be queued more than once: whoever takes it deletes
-- the rows that are committed, and a change that commits later has a row of its own.
create table rule_work (
  work_id   bigint not null primary key generated always as identity,
  system_id text   collate "C" not null
);

create index rule_work_of_system on rule_work (system_id);

create function rules_depend_on_systems() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from rule_set) or (select owner_from_system from rule_state) then
    insert into rule_work (system_id) values (new.system_id);
  end if;
  return null;
end
$$;

create trigger rules_depend_on_changed_systems
  after update on system
  for each row
  when (old.shown_name is distinct from new.shown_name or old.organization_id is distinct from new.organization_id)
  execute function rules_depend_on_systems();

create trigger rules_depend_on_new_systems
  after insert on system
  for each row
  when (new.shown_name is not null or new.organization_id is not null)
  execute function rules_depend_on_systems();

-- A planned set of changes, executed in steps. command_id is the command that began it.
create table run (
  run_id          uuid        primary key,
  kind            text        not null,
  state           text        not null,
  organization_id text        not null,
  actor           text        not null,
  request         text        not null,
  counts          text        not null,
  reason          text,
  message         text        not null default '',
  cursor          text        not null default '',
  waits_for       xid8,
  undoes          uuid references run on delete set null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  finished_at     timestamptz
);

create index run_unfinished on run (created_at) where finished_at is null;
create index run_of_organization on run (organization_id, created_at);

create table run_result (
  run_id         uuid   not null references run on delete cascade,
  application_id text   collate "C" not null,
  status         text   not null,
  reason         text,
  revision       bigint not null,
  before         json,
  after          json,
  primary key (run_id, application_id)
);

-- The applications of a bulk change, and the revisions of their ownerships that its author has seen.
create table run_item (
  run_id         uuid   not null references run on delete cascade,
  application_id text   collate "C" not null,
  revision       bigint not null,
  primary key (run_id, application_id)
);

create table plan_token (
  token_hash    text        primary key,
  subject       text        not null,
  base_revision bigint      not null,
  changes       bigint      not null,
  expires_at    timestamptz not null,
  used_at       timestamptz
);

create view rule_sets as
select distinct on (set_key) set_key as organization_id, revision, document, command_id, actor, published_at
  from rule_set
 order by set_key, revision desc;

grant select on rule_sets to muster_reader;
