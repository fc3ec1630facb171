-- What searches and orders go by: texts folded by the service (search.TextFolding). Of a text in ASCII the folded one is its
-- lower case and is not stored. folded_hash is that of the texts as they were when they were folded: a service that knows
-- nothing of it changes a text, and the row is found again. Seed 1: the first version of the folding.
alter table listed_application
  add column type_folded         text,
  add column version_folded      text,
  add column name_folded         text,
  add column display_name_folded text,
  add column folded_hash         bigint;

-- Of the text that searches read, which is folded when the hash is its own.
alter table searched_application add column folded_hash bigint;

alter table organization
  add column name_folded text,
  add column folded_hash bigint;

-- searched_hash is that of the name that searches find the system's applications by.
alter table system
  add column name_folded   text,
  add column folded_hash   bigint,
  add column searched_hash bigint;

-- Systems whose applications have yet to follow a change of the name, and how far that has come.
create table renamed_system_work (
  work_id   bigint      not null primary key generated always as identity,
  system_id text        collate "C" not null,
  begins_at timestamptz not null,
  cursor    text        collate "C" not null default ''
);

create index renamed_system_work_begins_at on renamed_system_work (begins_at, work_id);

-- The hash of texts that were folded together.
create function folding_hash(texts text) returns bigint immutable parallel safe
  return hashtextextended(texts collate "C", 1);

-- What an application is called in lists: by people, by inventory, else by the id of its module, as the first contract's
-- product does.
create function shown_name(given_name text, reported_name text, application_id text, system_id text) returns text
  immutable parallel safe
  return coalesce(given_name, nullif(btrim(reported_name), ''), substr(application_id, length(system_id) + 2));

-- What a text is ordered by: folded, then as it is. Before it is folded, its ASCII lower case stands in.
create function folded_key(raw text, folded text, is_folded boolean) returns text immutable parallel safe
  return case when octet_length(raw) = length(raw) then lower(raw collate "C")
              when is_folded then folded
              else lower(left(raw, 250) collate "C") end || chr(1) || left(raw, 200);
