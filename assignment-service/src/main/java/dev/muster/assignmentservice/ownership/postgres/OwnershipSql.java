package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.postgres.RowArrays;

final class OwnershipSql {

    /**
     * The columns of {@link PostgresOwnershipStore#readOwnership}. The origin is that of the revision it was written with: a
     * row that an earlier version of this service has written since is older than origins.
     */
    static final String COLUMNS = """
            o.application_id, o.incarnation, o.revision, o.organization_id, o.rebranding_override, o.override_organization_id,
                   o.rebranding_org_id, o.assigned_by, o.assigned_at, coalesce(o.origin_revision = o.revision, false) as has_origin,
                   o.owner_source, o.pinned, o.rule_set, o.rule_id, o.rule_set_revision, o.on_unmatch""";

    /** Queries the view only for applications without an ownership: a lookup in it costs more than one in the table. */
    private static final String CREATE_OWNERSHIPS_WHERE = """
            insert into ownership (application_id, incarnation)
            select a.application_id, a.incarnation
              from inventory.applications a
             where a.application_id = any(array(
                     select k.application_id
                       from unnest(?::text[]) as k(application_id)
                      where %s not exists (select from ownership o where o.application_id = k.application_id offset 0)))
               and a.deleted_at is null
             order by a.application_id
            on conflict do nothing
            """;

    static final String CREATE_OWNERSHIPS = CREATE_OWNERSHIPS_WHERE.formatted("");

    /** Every transaction locks ownerships first and waiting commands second. */
    static final String CREATE_OWNERSHIPS_WAITED_FOR = CREATE_OWNERSHIPS_WHERE.formatted(
            "exists (select from waiting_command w where w.application_id = k.application_id) and");

    static final String LOCK_OWNERSHIPS = "select " + COLUMNS + """

              from ownership o
             where o.application_id = any(?)
             order by o.application_id
               for update
            """;

    /** Locks existing rows before any is inserted, as decisions of commands do. Returns one row. */
    static final String LOCK_OWNERSHIPS_FIRST = """
            select count(*)
              from (select from ownership where application_id = any(?) order by application_id for update) as locked
            """;

    /**
     * Waits for a first ownership that another transaction has not committed yet. If there is none, a later insert fails on
     * this row. Only for applications that returned: the first incarnation has no earlier ownership.
     */
    static final String CREATE_OWNERSHIPS_OF_RETURNED = """
            insert into ownership (application_id, incarnation)
            select a.application_id, a.incarnation
              from inventory.applications a
             where a.application_id = any(array(
                     select k.application_id
                       from unnest(?::text[]) as k(application_id)
                      where not exists (select from ownership o where o.application_id = k.application_id offset 0)))
               and a.incarnation > 1
             order by a.application_id
            on conflict do nothing
            """;

    static final String FIND_RETURNED_WITHOUT_OWNERSHIP = """
            select a.application_id
              from inventory.applications a
             where a.application_id = any(array(
                     select k.application_id
                       from unnest(?::text[]) as k(application_id)
                      where not exists (select from ownership o where o.application_id = k.application_id offset 0)))
               and a.incarnation > 1
            """;

    static final String FIND_APPLICATIONS = """
            select application_id, incarnation, deleted_at is not null as removed, appeared_at
              from inventory.applications
             where application_id = any(?)
            """;

    static final String LOCK_ORGANIZATIONS = """
            select organization_id, active, resolved_rebranding_org_id, resolved_by_command, resolved_by
              from organization
             where organization_id = any(?)
               and deleted_at is null
             order by organization_id
               for share
            """;

    static final String FIND_OWNED = """
            select application_id
              from ownership
             where organization_id = ? and application_id > ?
             order by application_id
             limit ?
            """;

    static final String FIND_OVERRIDDEN = """
            select application_id
              from ownership
             where override_organization_id = ? and application_id > ?
             order by application_id
             limit ?
            """;

    /** As rules see ownerships: that of an earlier incarnation of the application does not count. */
    static final String FIND_WITH_OVERRIDE = """
            select a.application_id
              from inventory.applications a
              left join ownership o on o.application_id = a.application_id and o.incarnation >= a.incarnation
             where a.application_id = any(?)
               and coalesce(o.rebranding_override, 'INHERITED') = ?
               and o.override_organization_id is not distinct from ?
            """;

    static final String FIND_NEEDING_RECONCILIATION = """
            select k.application_id
              from unnest(?::text[]) as k(application_id)
             where exists (select from waiting_command w where w.application_id = k.application_id)
                or exists (select from ownership o
                             left join inventory.applications a on a.application_id = o.application_id
                            where o.application_id = k.application_id
                              and o.incarnation <> coalesce(a.incarnation, 0))
            """;

    /** The last row is the end of the page. The view is queried by the id of each ownership, never scanned. */
    static final String FIND_INCARNATION_MISMATCHES = """
            with page as materialized (
              select o.application_id, o.incarnation, o.revision,
                     coalesce((select a.incarnation from inventory.applications a
                                where a.application_id = o.application_id), 0) as present
                from (select application_id, incarnation, revision
                        from ownership
                       where application_id > ?
                       order by application_id
                       limit ?) o
            )
            select application_id, incarnation, revision, present, false as is_end
              from page
             where incarnation <> present
            union all
            select max(application_id), 0, count(*), 0, true from page
            """;

    static final String FIND_FROM_PREVIOUS_INCARNATION = """
            select o.application_id
              from unnest(?::text[], ?::timestamptz[]) as t(application_id, deleted_at)
              join ownership o on o.application_id = t.application_id
             where o.incarnation > 0 and o.revision > 0
               and not exists (select from ownership_history h
                                where h.application_id = o.application_id
                                  and h.cause in ('COMMAND', 'RULE_APPLIED', 'RULE_UNMATCHED', 'SYSTEM_OWNER')
                                  and h.recorded_at >= t.deleted_at)
            """;

    static final String IS_LAST_CHANGED_BY = """
            select exists (select
                             from ownership_history last
                             join ownership_history own
                               on own.application_id = last.application_id
                              and own.revision between last.revision - 1 and last.revision
                            where last.application_id = ? and last.revision = ?
                              and own.command_id = ? and own.actor = ? and own.cause = 'COMMAND'
                              and (own.revision = last.revision
                                   or (last.cause <> 'COMMAND' and last.recorded_at = own.recorded_at)))
            """;

    static final String LOCK_OWNED_IN_SYSTEM = "select " + COLUMNS + """

              from inventory.applications a
              join ownership o on o.application_id = a.application_id and o.incarnation = a.incarnation
             where a.system_id = ? and a.deleted_at is null
               and o.organization_id is not null and o.organization_id is distinct from ?
               and o.application_id > ?
             order by o.application_id
             limit ?
               for update of o
            """;

    private static final String WRITTEN = """
            application_id, incarnation, revision, organization_id, rebranding_override, override_organization_id,
                    rebranding_org_id, assigned_by, assigned_at, owner_source, pinned, rule_set, rule_id, rule_set_revision,
                    on_unmatch""";

    private static final String TO_WRITE = """
              from unnest(?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::timestamptz[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                   as s(""" + WRITTEN + ")\n";

    /** Inserts in the order of ids. Fails if another transaction has inserted one: see {@link RowArrays#insertNew}. */
    static final String ADD_OWNERSHIPS = "insert into ownership (" + WRITTEN
            + ", origin_revision)\nselect s.*, s.revision\n" + TO_WRITE + "order by s.application_id collate \"C\"";

    static final String UPDATE_OWNERSHIPS = """
            update ownership o
               set incarnation = s.incarnation,
                   revision = s.revision,
                   organization_id = s.organization_id,
                   rebranding_override = s.rebranding_override,
                   override_organization_id = s.override_organization_id,
                   rebranding_org_id = s.rebranding_org_id,
                   assigned_by = s.assigned_by,
                   assigned_at = s.assigned_at,
                   owner_source = s.owner_source,
                   pinned = s.pinned,
                   rule_set = s.rule_set,
                   rule_id = s.rule_id,
                   rule_set_revision = s.rule_set_revision,
                   on_unmatch = s.on_unmatch,
                   origin_revision = s.revision
            """ + TO_WRITE + """
             where o.application_id = any(array[s.application_id]) and o.revision <= s.revision
            """;

    static final String APPEND_HISTORY = """
            insert into ownership_history
                   (application_id, revision, change, before, after, cause, command_id, actor, recorded_at, rule_id, run_id)
            select *
              from unnest(?::text[], ?::bigint[], ?::text[], ?::json[], ?::json[], ?::text[], ?::uuid[], ?::text[],
                          ?::timestamptz[], ?::text[], ?::uuid[])
            """;

    private OwnershipSql() {}
}
