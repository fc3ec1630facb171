-- Every text that lists can be ordered by: folded, then as it is, then the id. An entry has less than 2,704 bytes: at most 1,000
-- folded, 200 characters as they are, and the id. Writers of the list wait while the indexes are made; everything else goes
-- on.
create index listed_by_type_key on listed_application
  ((folded_key(instance_of, type_folded,
               folded_hash = folding_hash(instance_of || chr(1) || version || chr(1) || name || chr(1)
                                     || shown_name(given_name, reported_name, application_id, system_id))) collate "C"), application_id)
  where deleted_at is null;

create index listed_by_version_key on listed_application
  ((folded_key(version, version_folded,
               folded_hash = folding_hash(instance_of || chr(1) || version || chr(1) || name || chr(1)
                                     || shown_name(given_name, reported_name, application_id, system_id))) collate "C"), application_id)
  where deleted_at is null;

create index listed_by_name_key on listed_application
  ((folded_key(name, name_folded,
               folded_hash = folding_hash(instance_of || chr(1) || version || chr(1) || name || chr(1)
                                     || shown_name(given_name, reported_name, application_id, system_id))) collate "C"), application_id)
  where deleted_at is null;

create index listed_by_display_name_key on listed_application
  ((folded_key(shown_name(given_name, reported_name, application_id, system_id), display_name_folded,
               folded_hash = folding_hash(instance_of || chr(1) || version || chr(1) || name || chr(1)
                                     || shown_name(given_name, reported_name, application_id, system_id))) collate "C"), application_id)
  where deleted_at is null;

-- What is to be folded: rows from before, and those that services write which do not fold.
create index listed_to_fold on listed_application (application_id)
  where octet_length(instance_of || version || name || shown_name(given_name, reported_name, application_id, system_id))
        <> length(instance_of || version || name || shown_name(given_name, reported_name, application_id, system_id))
    and folded_hash is distinct from folding_hash(instance_of || chr(1) || version || chr(1) || name || chr(1)
                                     || shown_name(given_name, reported_name, application_id, system_id));

create index searched_to_fold on searched_application (application_id)
  where folded_hash is distinct from folding_hash(search);

create index organization_to_fold on organization (organization_id)
  where octet_length(name) <> length(name) and folded_hash is distinct from folding_hash(name);

create index system_to_fold on system (system_id)
  where octet_length(name) <> length(name) and folded_hash is distinct from folding_hash(name);

-- Systems whose applications are not yet found by its name.
create index system_to_search on system (system_id)
  where name is not null and searched_hash is distinct from folding_hash(name);

analyze listed_application;
