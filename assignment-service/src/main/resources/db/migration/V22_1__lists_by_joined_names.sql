-- The name that inventory reports for a system, and the one that lists show: the one that people gave, else the reported one.
alter table system add column reported_name text;
alter table system add column shown_name text generated always as (coalesce(name, reported_name)) stored;

drop index system_to_fold, system_to_search;

create index system_to_fold on system (system_id)
  where octet_length(shown_name) <> length(shown_name) and folded_hash is distinct from folding_hash(shown_name);

-- Systems whose applications are not yet found by its name.
create index system_to_search on system (system_id)
  where (shown_name is not null or searched_hash is not null)
    and searched_hash is distinct from folding_hash(shown_name);

-- Lists of applications in the order of the names of their systems and of their owners.
create index system_by_name on system
  ((folded_key(coalesce(shown_name, system_id), name_folded, folded_hash = folding_hash(shown_name)) collate "C"), system_id);

create index organization_by_name on organization
  ((folded_key(name, name_folded, folded_hash = folding_hash(name)) collate "C"), organization_id);

analyze system, organization;
