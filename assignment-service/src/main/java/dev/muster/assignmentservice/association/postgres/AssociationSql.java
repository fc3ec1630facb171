package dev.muster.assignmentservice.association.postgres;

/** The statements of {@link PostgresAssociationStore}. */
final class AssociationSql {

    static final String FIND_PRESENT = """
            select application_id
              from inventory.applications
             where application_id = any(?) and deleted_at is null
            """;

    static final String FIND = """
            select organization_id, application_id, kind, roles, revision
              from association
             where organization_id = ? and application_id = any(?)
            """;

    static final String FIND_APPLICATIONS = """
            select application_id
              from association
             where organization_id = ? and kind is not null
             order by application_id
            """;

    /** Roles are joined by commas, which labels do not have. */
    static final String SAVE = """
            insert into association as a
                   (organization_id, application_id, kind, roles, revision, created_at, updated_at)
            select ?, c.application_id, c.kind, string_to_array(c.roles, ','), c.revision, n.now, n.now
              from unnest(?::text[], ?::text[], ?::text[], ?::int8[]) as c (application_id, kind, roles, revision)
             cross join (select ?::timestamptz as now) n
            on conflict (organization_id, application_id) do update
               set kind = excluded.kind, roles = excluded.roles, revision = excluded.revision,
                   updated_at = excluded.updated_at
             where a.revision = excluded.revision - 1
            """;

    static final String COUNT_ORGANIZATIONS = """
            select count(*)
              from (select organization_id from applications where application_id = ?
                    union
                    select organization_id from association where application_id = ? and kind is not null) s
             where s.organization_id is not null
               and (?::text[] is null or s.organization_id = any(?::text[]))
            """;

    static final String LIST_ORGANIZATIONS = """
            select *
              from (select o.*,
                           coalesce(a.roles, '{}') as association_roles,
                           row_number() over (order by o.created_at, o.public_id) as row_num
                      from (select organization_id from applications where application_id = ?
                            union
                            select organization_id from association where application_id = ? and kind is not null) s
                      join organization o using (organization_id)
                      left join association a
                        on a.organization_id = o.organization_id and a.application_id = ? and a.kind is not null
                     where ?::text[] is null or o.organization_id = any(?::text[])) found
             order by row_num * ?
            offset ? limit ?
            """;

    private AssociationSql() {}
}
