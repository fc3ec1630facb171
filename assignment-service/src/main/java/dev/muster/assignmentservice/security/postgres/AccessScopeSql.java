package dev.muster.assignmentservice.security.postgres;

/**
 * Queries for the applications in an access scope, and for counting them. Each count has a variant without a scope, which
 * does not read owners.
 */
public final class AccessScopeSql {

    /** The ids of the applications that the organizations own or that are on the systems; may have duplicates. */
    public static final String IN_SCOPE = """
        select application_id from listed_owner where present and owner_id = any(:organizations)
        union all
        select application_id from listed_application where deleted_at is null and system_id = any(:systems)\
        """;

    /** The same, including removed applications. */
    private static final String IN_SCOPE_OR_REMOVED = """
        select application_id from listed_owner where owner_id = any(:organizations)
        union all
        select application_id from listed_application where system_id = any(:systems)\
        """;

    public static final String COUNT_IN_SCOPE = "select count(*) from (" + IN_SCOPE + " limit :limit) scoped";

    private static final String TOTALS = """
        select count(*) as total, count(nullif(o.owner_id, '')) as assigned
          from listed_owner o
         where o.present {scope}
        """;

    /** Callers may not know the owners outside their scope. */
    private static final String KNOWN_OWNERS = "and o.owner_id = any(:organizations)";

    private static final String COUNT_BY_OWNER = """
        select g.public_id, g.name, c.count
          from (select o.owner_id, count(*) as count
                  from listed_owner o
                 where o.present and o.owner_id <> '' {owners}
                 group by o.owner_id) c
          join organization g on g.organization_id = c.owner_id and g.deleted_at is null
         order by c.count desc, g.organization_id
         limit :limit
        """;

    /** The first day includes all changes before it. */
    private static final String COUNT_BY_DAY = """
        select d.day, sum(coalesce(c.change, 0)) over (order by d.day) as count
          from (select generate_series(:from, :to, interval '1 day')::date as day) d
          left join (select greatest(e.day, :from) as day, sum(e.change) as change
                       from listed_application o
                      cross join lateral (values ((o.first_seen_at at time zone 'UTC')::date, 1),
                                                 ((o.deleted_at at time zone 'UTC')::date, -1)) e(day, change)
                      where e.day <= :to {scope}
                      group by 1) c on c.day = d.day
         order by d.day
        """;

    private AccessScopeSql() {}

    public static String totals(boolean unscoped) {
        return inScope(TOTALS, unscoped, IN_SCOPE);
    }

    public static String countByOwner(boolean unscoped) {
        return COUNT_BY_OWNER.replace("{owners}", unscoped ? "" : KNOWN_OWNERS);
    }

    public static String countByDay(boolean unscoped) {
        return inScope(COUNT_BY_DAY, unscoped, IN_SCOPE_OR_REMOVED);
    }

    private static String inScope(String statement, boolean unscoped, String scopeQuery) {
        return statement.replace("{scope}", unscoped ? "" : "and o.application_id in (" + scopeQuery + ")");
    }
}
