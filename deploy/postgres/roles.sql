-- The roles and schemas of Muster, with the least rights that the services need. Run by a superuser in the database
-- of Muster; may be run again. Sets no passwords: until one is set, nobody can log in.

do $$
begin
  if not exists (select from pg_roles where rolname = 'muster_ingest') then
    create role muster_ingest login;
  end if;
  if not exists (select from pg_roles where rolname = 'muster_assignment') then
    create role muster_assignment login;
  end if;
  if not exists (select from pg_roles where rolname = 'muster_reader') then
    create role muster_reader nologin;
  end if;
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect, temporary on database %I to muster_ingest, muster_assignment', current_database());
  execute format('grant connect on database %I to muster_reader', current_database());
end
$$;

alter role muster_ingest with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role muster_assignment with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role muster_reader with nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;

-- Nothing of Muster is in there.
revoke all on schema public from public;

create schema if not exists inventory authorization muster_ingest;
create schema if not exists assignment authorization muster_assignment;

-- Searches for parts of names: the assignment service makes an index of it, and does without where it is not available.
do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_trgm') then
    create extension if not exists pg_trgm with schema assignment;
  end if;
end
$$;

-- Readers see what the services' migrations publish: views that they grant to muster_reader, one by one.
grant usage on schema inventory, assignment to muster_reader;

-- The assignment service reads inventory as any reader does, and nothing more.
grant muster_reader to muster_assignment with admin false, inherit true, set false;

alter role muster_ingest set search_path = inventory;
alter role muster_assignment set search_path = assignment;
