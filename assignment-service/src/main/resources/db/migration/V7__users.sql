-- Who there is. What a user may do is said by its tokens.
create table directory_user (
  user_id              text        primary key,
  home_organization_id text        references organization,
  admin                boolean     not null,
  active               boolean     not null,
  revision             bigint      not null check (revision > 0),
  created_at           timestamptz not null,
  updated_at           timestamptz not null
);

create index directory_user_home on directory_user (home_organization_id);
create index directory_user_created on directory_user (created_at, user_id);

-- No roles: the user left. The row stays, so that the revision goes on when the user comes back.
create table membership (
  organization_id text        not null references organization,
  user_id         text        not null references directory_user,
  roles           text[]      not null check (roles <@ array['USER', 'MANAGER', 'BILLING_MANAGER', 'AUDITOR']),
  revision        bigint      not null check (revision > 0),
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (organization_id, user_id)
);

create index membership_of_user on membership (user_id, organization_id) where roles <> '{}';

create view users as
select user_id, home_organization_id, admin, active, revision, created_at, updated_at
  from directory_user;

create view memberships as
select organization_id, user_id, roles, revision, updated_at
  from membership
 where roles <> '{}';

grant select on users, memberships to muster_reader;
