package dev.muster.assignment.postgres;

/** The statements that keep up what lists and searches read. */
final class ListedSql {

    static final String BEGIN_SYSTEMS = """
            insert into system (system_id, revision, created_at, updated_at)
            select distinct a.system_id, 0, now(), now()
              from inventory.applications a
             where a.application_id = any(?)
             order by a.system_id
            on conflict do nothing
            """;

    private static final String LIST = """
            insert into listed_application as l
                   (application_id, system_id, instance_of, version, name, reported_name, given_name, incarnation, owner_id,
                    first_seen_at, deleted_at)
            select a.application_id, a.system_id, a.instance_of, a.version, a.name, a.display_name, d.display_name,
                   a.incarnation, o.organization_id, a.first_seen_at, a.deleted_at
              from inventory.applications a
              left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation
              left join application_details d on d.application_id = a.application_id
             where a.application_id = any(?)
             order by a.application_id
            on conflict (application_id) do update
            """;

    /** Of one that came back the owner is gone. Else owners are left alone: this transaction may see old ones. */
    static final String FOLLOW_INVENTORY = LIST + """
               set system_id = excluded.system_id, instance_of = excluded.instance_of, version = excluded.version,
                   name = excluded.name, reported_name = excluded.reported_name, incarnation = excluded.incarnation,
                   owner_id = case when excluded.incarnation > l.incarnation then null else l.owner_id end,
                   first_seen_at = excluded.first_seen_at, deleted_at = excluded.deleted_at
             where (l.system_id, l.instance_of, l.version, l.name, l.reported_name, l.incarnation, l.first_seen_at,
                    l.deleted_at)
                   is distinct from
                   (excluded.system_id, excluded.instance_of, excluded.version, excluded.name, excluded.reported_name,
                    excluded.incarnation, excluded.first_seen_at, excluded.deleted_at)
            """;

    /**
     * Inserts those that are not listed yet: whoever lists them at the same time does not see the new owner. The owner
     * is one of the incarnation: else what follows inventory behind it would take it for the owner of an earlier one.
     */
    static final String FOLLOW_OWNERSHIPS = LIST + """
               set owner_id = excluded.owner_id, incarnation = greatest(l.incarnation, excluded.incarnation)
             where (l.owner_id, l.incarnation)
                   is distinct from (excluded.owner_id, greatest(l.incarnation, excluded.incarnation))
            """;

    static final String FOLLOW_DETAILS = LIST + """
               set given_name = excluded.given_name
             where l.given_name is distinct from excluded.given_name
            """;

    /** Locks what it reads: two writers of one text take turns, and the second sees what the first one did. */
    static final String FOLLOW_NAMES = """
            insert into searched_application as s (application_id, search)
            select l.application_id, lower(l.application_id || E'\\n' || l.name || E'\\n' || l.display_name)
              from (select application_id, name, display_name
                      from listed_application
                     where application_id = any(?)
                     order by application_id
                       for no key update) l
            on conflict (application_id) do update
               set search = excluded.search
             where s.search <> excluded.search
            """;

    static final String FORGET_LISTED = """
            delete from listed_application l
             where l.application_id = any(?)
               and not exists (select from inventory.applications a where a.application_id = l.application_id)
            """;

    static final String FORGET_SEARCHED = """
            delete from searched_application s
             where s.application_id = any(?)
               and not exists (select from listed_application l where l.application_id = s.application_id)
            """;

    private ListedSql() {}
}
