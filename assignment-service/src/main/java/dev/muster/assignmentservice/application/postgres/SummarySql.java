package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.postgres.ListSql.ScopeSize;
import dev.muster.assignmentservice.search.postgres.FoldingSql;

/** Statements that count matching applications by their attributes. Each reads all of them once. */
final class SummarySql {

    private static final String TOTALS = """
            select count(*) as total, count(nullif(o.owner_id, '')) as assigned
              from {from}
            {matching}
            """;

    private static final String COUNT_BY_TYPE = """
            select l.instance_of, coalesce(nullif(max(l.name collate "C"), ''), l.instance_of) as name, count(*) as count,
                   max(l.first_seen_at) as newest
              from {from}
            {matching}
             group by l.instance_of
             order by count(*) desc, l.instance_of
             limit :limit
            """;

    /** Callers may not know the owners outside their scope. */
    private static final String COUNT_BY_OWNER = """
            select g.public_id, g.name, c.count
              from (select o.owner_id, count(*) as count
                      from {from}
            {matching}
                       and o.owner_id <> ''
                       and (cast(:organizations as text[]) is null or o.owner_id = any(:organizations))
                     group by o.owner_id) c
              join organization g on g.organization_id = c.owner_id and g.deleted_at is null
             order by c.count desc, g.organization_id
             limit :limit
            """;

    /** Types first, which have no version; then their versions. */
    private static final String TYPES_AND_VERSIONS = """
            select l.instance_of, l.version, coalesce(nullif(max(l.name collate "C"), ''), l.instance_of) as name,
                   count(*) as count, max(l.first_seen_at) as newest
              from {from}
            {matching}
             group by grouping sets ((l.instance_of), (l.instance_of, l.version))
             order by grouping(l.version) desc, l.instance_of, l.version desc
             limit :limit
            """;

    static final String SYSTEMS = """
            select s.system_id, coalesce(s.shown_name, s.system_id) as name
              from system s
             where (cast(:systems as text[]) is null or s.system_id = any(:systems))
             order by {key}, s.system_id
             limit :limit
            """.replace("{key}", FoldingSql.SYSTEM_NAME_KEY);

    static final String ORGANIZATIONS = """
            select g.organization_id, g.public_id, g.uuid, g.name as organization_name, g.description, g.type
              from organization g
             where g.deleted_at is null
               and (cast(:organizations as text[]) is null or g.organization_id = any(:organizations))
             order by {key}, g.organization_id
             limit :limit
            """.replace("{key}", FoldingSql.OWNER_NAME_KEY);

    private SummarySql() {}

    static String totals(ApplicationFilter filter, ScopeSize scopeSize) {
        return ListSql.matching(TOTALS, filter, scopeSize, true);
    }

    static String countByType(ApplicationFilter filter, ScopeSize scopeSize) {
        return ListSql.matching(COUNT_BY_TYPE, filter, scopeSize, ListSql.needsOwners(filter, scopeSize));
    }

    static String countByOwner(ApplicationFilter filter, ScopeSize scopeSize) {
        return ListSql.matching(COUNT_BY_OWNER, filter, scopeSize, true);
    }

    static String typesAndVersions(ApplicationFilter filter, ScopeSize scopeSize) {
        return ListSql.matching(TYPES_AND_VERSIONS, filter, scopeSize, ListSql.needsOwners(filter, scopeSize));
    }
}
