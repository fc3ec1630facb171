package dev.muster.assignmentservice.application.postgres;

/** Statements that maintain the read model of lists and searches. */
final class ApplicationListSql {

    static final String CREATE_SYSTEMS = """
            insert into system (system_id, revision, created_at, updated_at)
            select distinct a.system_id, 0, now(), now()
              from inventory.applications a
             where a.application_id = any(?)
             order by a.system_id
            on conflict do nothing
            """;

    /** Stores the beginnings of texts: an index entry has at most 2,704 bytes. */
    private static final String UPSERT_APPLICATIONS = """
            insert into listed_application as l
                   (application_id, system_id, instance_of, version, name, reported_name, given_name, first_seen_at,
                    deleted_at)
            select a.application_id, a.system_id, a.instance_of, left(a.version, 400), left(a.name, 400),
                   left(a.display_name, 400), d.display_name, a.first_seen_at, a.deleted_at
              from inventory.applications a
              left join application_details d on d.application_id = a.application_id
             where a.application_id = any(?)
             order by a.application_id
            on conflict (application_id) do update
            """;

    static final String UPDATE_APPLICATIONS = UPSERT_APPLICATIONS + """
               set system_id = excluded.system_id, instance_of = excluded.instance_of, version = excluded.version,
                   name = excluded.name, reported_name = excluded.reported_name,
                   first_seen_at = excluded.first_seen_at, deleted_at = excluded.deleted_at
             where (l.system_id, l.instance_of, l.version, l.name, l.reported_name, l.first_seen_at, l.deleted_at)
                   is distinct from
                   (excluded.system_id, excluded.instance_of, excluded.version, excluded.name, excluded.reported_name,
                    excluded.first_seen_at, excluded.deleted_at)
            """;

    /**
     * Removes the owner of an application that returned. Other owners are not changed: this transaction may see old ones.
     * The incarnation never decreases, even if the statement began before a return and sees an older one: otherwise the
     * return would remove the owner once more.
     */
    static final String UPDATE_PRESENCE = """
            insert into listed_owner as l (application_id, owner_id, incarnation, present)
            select a.application_id, coalesce(o.organization_id, ''), a.incarnation, a.deleted_at is null
              from inventory.applications a
              left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation
              left join listed_owner k on k.application_id = a.application_id
             where a.application_id = any(?)
               and (k.application_id is null or k.incarnation < a.incarnation or k.present <> (a.deleted_at is null))
             order by a.application_id
            on conflict (application_id) do update
               set owner_id = case when excluded.incarnation > l.incarnation then '' else l.owner_id end,
                   incarnation = greatest(l.incarnation, excluded.incarnation),
                   present = excluded.present
            """;

    /**
     * Inserts missing rows: a concurrent {@link #UPDATE_PRESENCE} does not see the new owner. They count as present until
     * the event of a removal is handled. If the list has handled a return that the command did not see, the owner is void.
     * A higher incarnation in the list may also date from before inventory deleted the application and counted from 1
     * again, so the view decides. Rows are locked in the same order as above, to avoid deadlocks.
     */
    static final String UPDATE_OWNERS = """
            insert into listed_owner as l (application_id, owner_id, incarnation, present)
            select s.application_id, s.owner_id, s.incarnation, true
              from unnest(?::text[], ?::text[], ?::int[]) as s(application_id, owner_id, incarnation)
             order by s.application_id collate "C"
            on conflict (application_id) do update
               set owner_id = excluded.owner_id, incarnation = excluded.incarnation
             where (l.owner_id, l.incarnation) <> (excluded.owner_id, excluded.incarnation)
               and (l.incarnation <= excluded.incarnation
                    or not exists (select from inventory.applications a
                                    where a.application_id = l.application_id and a.incarnation > excluded.incarnation))
            """;

    static final String UPDATE_DISPLAY_NAMES = UPSERT_APPLICATIONS + """
               set given_name = excluded.given_name
             where l.given_name is distinct from excluded.given_name
            """;

    static final String DELETE_APPLICATIONS = """
            delete from listed_application l
             where l.application_id = any(?)
               and not exists (select from inventory.applications a where a.application_id = l.application_id)
            """;

    static final String DELETE_OWNERS = """
            delete from listed_owner l
             where l.application_id = any(?)
               and not exists (select from inventory.applications a where a.application_id = l.application_id)
            """;

    static final String DELETE_SEARCH_TEXTS = """
            delete from searched_application s
             where s.application_id = any(?)
               and not exists (select from listed_application l where l.application_id = s.application_id)
            """;

    private ApplicationListSql() {}
}
