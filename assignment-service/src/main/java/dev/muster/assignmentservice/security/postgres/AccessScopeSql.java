package dev.muster.assignmentservice.security.postgres;

/**
 * What a caller reaches, and the counts of it. Each has a text for everywhere, which does not look at who owns what, and
 * one for within a reach.
 */
public final class AccessScopeSql {

    /** The ids of the applications of some organizations and of those on some systems, some of them twice. */
    public static final String REACHED = """
            select application_id from listed_owner where present and owner_id = any(:organizations)
            union all
            select application_id from listed_application where deleted_at is null and system_id = any(:systems)""";

    /** The same with those that were removed. */
    private static final String REACHED_EVER = """
            select application_id from listed_owner where owner_id = any(:organizations)
            union all
            select application_id from listed_application where system_id = any(:systems)""";

    public static final String COUNT_REACHED = "select count(*) from (" + REACHED + " limit :limit) reached";

    private static final String TOTALS = """
            select count(*) as total, count(nullif(o.owner_id, '')) as assigned
              from listed_owner o
             where o.present {within}
            """;

    private static final String COUNT_BY_TYPE = """
            select o.instance_of, count(*) as count
              from listed_application o
             where o.deleted_at is null {within}
             group by o.instance_of
             order by count(*) desc, o.instance_of
             limit 100
            """;

    private static final String COUNT_BY_OWNER = """
            select g.public_id, g.name, c.count
              from (select o.owner_id, count(*) as count
                      from listed_owner o
                     where o.present and o.owner_id <> '' {within}
                     group by o.owner_id) c
              join organization g on g.organization_id = c.owner_id
             order by c.count desc, g.organization_id
             limit :limit
            """;

    /** The first day also has everything from before it. */
    private static final String COUNT_BY_DAY = """
            select d.day, sum(coalesce(c.change, 0)) over (order by d.day) as count
              from (select generate_series(:from, :to, interval '1 day')::date as day) d
              left join (select greatest(e.day, :from) as day, sum(e.change) as change
                           from listed_application o
                          cross join lateral (values ((o.first_seen_at at time zone 'UTC')::date, 1),
                                                     ((o.deleted_at at time zone 'UTC')::date, -1)) e(day, change)
                          where e.day <= :to {within}
                          group by 1) c on c.day = d.day
             order by d.day
            """;

    private AccessScopeSql() {}

    public static String totals(boolean everywhere) {
        return within(TOTALS, everywhere, REACHED);
    }

    public static String countByType(boolean everywhere) {
        return within(COUNT_BY_TYPE, everywhere, REACHED);
    }

    public static String countByOwner(boolean everywhere) {
        return within(COUNT_BY_OWNER, everywhere, REACHED);
    }

    public static String countByDay(boolean everywhere) {
        return within(COUNT_BY_DAY, everywhere, REACHED_EVER);
    }

    private static String within(String statement, boolean everywhere, String reached) {
        return statement.replace("{within}", everywhere ? "" : "and o.application_id in (" + reached + ")");
    }
}
