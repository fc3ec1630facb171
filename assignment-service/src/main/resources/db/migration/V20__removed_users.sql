-- The row of a removed user stays, so that the revision goes on when the user is registered again.
alter table directory_user
  add column removed_at       timestamptz,
  add column default_space_id text;

create or replace view users as
select user_id, home_organization_id, admin, active, revision, created_at, updated_at
  from directory_user
 where removed_at is null;
