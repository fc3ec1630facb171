-- The other keys of an organization, derived from its id (directory.OrganizationKeys), and what it says about itself.
alter table organization
  add column public_id      text,
  add column uuid           uuid,
  add column description    text        not null default '',
  add column properties     text        not null default '{}',
  add column mfa_required   boolean     not null default false,
  add column application_id text,
  add column logo           text,
  add column dark_logo      text,
  add column favicon        text,
  add column dark_favicon   text,
  add column created_at     timestamptz not null default now(),
  add column updated_at     timestamptz not null default now();

update organization o
   set public_id = case when organization_id ~ '^[A-Za-z0-9_-]{1,21}$' then organization_id else left(h.hash, 20) end,
       uuid = case when organization_id ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then organization_id::uuid
                   else overlay(overlay(left(h.hash, 32) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid end
  from (select organization_id as id, encode(sha256(convert_to(organization_id, 'UTF8')), 'hex') as hash
          from organization) h
 where o.organization_id = h.id;

alter table organization
  alter column public_id set not null,
  alter column uuid set not null,
  alter column created_at drop default,
  alter column updated_at drop default,
  add constraint organization_public_id unique (public_id),
  add constraint organization_uuid unique (uuid);

create index organization_created on organization (created_at, organization_id);

alter table directory_command rename column organization_id to subject_id;

-- What is said here about systems: inventory knows no more of them than their applications.
create table system (
  system_id       text        primary key,
  name            text,
  organization_id text        references organization,
  revision        bigint      not null,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);

create index system_organization on system (organization_id, system_id);

create or replace view organizations as
select organization_id, label, name, type, parent_id, rebranding_enabled, active, revision,
       public_id, uuid, description, properties, mfa_required, application_id, logo, dark_logo, favicon, dark_favicon,
       created_at, updated_at
  from organization;
