-- Applications in organizations that need not own them; the owner's association is implied by the ownership. No kind:
-- it ended. The row stays, so that the revision goes on when the application comes back.
create table association (
  organization_id text        not null references organization,
  application_id  text        not null,
  kind            text        check (kind in ('MEMBER', 'PORTAL')),
  roles           text[]      not null,
  revision        bigint      not null check (revision > 0),
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (organization_id, application_id)
);

create index association_of_application on association (application_id, organization_id) where kind is not null;

create view associations as
select organization_id, application_id, kind, roles, revision, updated_at
  from association
 where kind is not null;

grant select on associations to muster_reader;
