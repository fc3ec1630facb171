package dev.muster.assignment.postgres;

import dev.muster.assignment.applications.ApplicationOrder;
import dev.muster.assignment.applications.ApplicationSort;

/**
 * The statements that list and count applications. Each is one of a fixed number of texts: what a request says is only
 * ever a parameter.
 */
final class ListSql {

    private static final String LISTED = "listed_application l";

    private static final String SEARCHED = """
            searched_application n join listed_application l on l.application_id = n.application_id""";

    private static final String SEARCH = """
            and n.search like '%' || lower(:search) || '%'""";

    private static final String WITHIN = """
            (cast(:organizations as text[]) is null or l.owner_id = any(:organizations) or l.system_id = any(:systems))""";

    private static final String MATCHING = """
             where l.deleted_at is null
               and (cast(:instance_of as text) is null or l.instance_of = :instance_of)
               and (cast(:version as text) is null or l.version = :version)
               and (cast(:system_id as text) is null or l.system_id = :system_id)
               and (cast(:organization_id as text) is null or l.owner_id = :organization_id)
               and (cast(:assigned as boolean) is null or (l.owner_id is not null) = :assigned)
               and {within}
               {search}
            """;

    private static final String PAGE = """
            select l.application_id, {key} as sort_key
              from {from}
            {matching}
               {behind}
             order by {key} {direction}, l.application_id {direction}
             limit :limit offset :offset
            """;

    /** Finds all that match before it sorts. */
    private static final String SORTED_PAGE = """
            select f.application_id, f.sort_key
              from (select l.application_id, {key} as sort_key
                      from {from}
            {matching}
                       {behind}
                    offset 0) f
             order by f.sort_key {direction}, f.application_id {direction}
             limit :limit offset :offset
            """;

    private static final String COUNT = """
            select count(*)
              from (select
                      from {from}
            {matching}
                     limit :limit) counted
            """;

    static final String TOTALS = """
            select count(*) as total, count(l.owner_id) as assigned
              from listed_application l
             where l.deleted_at is null and {within}
            """.replace("{within}", WITHIN);

    static final String COUNT_BY_TYPE = """
            select l.instance_of, count(*) as count
              from listed_application l
             where l.deleted_at is null and {within}
             group by l.instance_of
             order by count(*) desc, l.instance_of
             limit 100
            """.replace("{within}", WITHIN);

    static final String COUNT_BY_OWNER = """
            select g.public_id, g.name, c.count
              from (select l.owner_id, count(*) as count
                      from listed_application l
                     where l.deleted_at is null and l.owner_id is not null and {within}
                     group by l.owner_id) c
              join organization g on g.organization_id = c.owner_id
             order by c.count desc, g.organization_id
             limit :limit
            """.replace("{within}", WITHIN);

    /** The first day also has everything from before it. */
    static final String COUNT_BY_DAY = """
            select d.day, sum(coalesce(c.change, 0)) over (order by d.day) as count
              from (select generate_series(:from, :to, interval '1 day')::date as day) d
              left join (select greatest(e.day, :from) as day, sum(e.change) as change
                           from listed_application l
                          cross join lateral (values ((l.first_seen_at at time zone 'UTC')::date, 1),
                                                     ((l.deleted_at at time zone 'UTC')::date, -1)) e(day, change)
                          where e.day <= :to and {within}
                          group by 1) c on c.day = d.day
             order by d.day
            """.replace("{within}", WITHIN);

    private ListSql() {}

    static String page(ApplicationOrder order, boolean behind, boolean searching) {
        return page(PAGE, order, behind, searching);
    }

    /** The same page, for few that match: it may be far to the next of them in the order that is wanted. */
    static String sortedPage(ApplicationOrder order, boolean behind, boolean searching) {
        return page(SORTED_PAGE, order, behind, searching);
    }

    private static String page(String statement, ApplicationOrder order, boolean behind, boolean searching) {
        String key = key(order.sort());
        String place = order.sort() == ApplicationSort.ID
                ? "and l.application_id {past} :place_id"
                : "and (" + key + ", l.application_id) {past} (" + type(order.sort()) + ", :place_id)";
        return matching(statement, searching)
                .replace("{behind}", behind ? place : "")
                .replace("{past}", order.descending() ? "<" : ">")
                .replace("{key}", key)
                .replace("{direction}", order.descending() ? "desc" : "asc");
    }

    static String count(boolean searching) {
        return matching(COUNT, searching);
    }

    private static String matching(String statement, boolean searching) {
        return statement
                .replace("{matching}", MATCHING)
                .replace("{from}", searching ? SEARCHED : LISTED)
                .replace("{within}", WITHIN)
                .replace("{search}", searching ? SEARCH : "");
    }

    private static String key(ApplicationSort sort) {
        return switch (sort) {
            case ID -> "l.application_id";
            case NAME -> "l.name";
            case DISPLAY_NAME -> "l.display_name";
            case INSTANCE_OF -> "l.instance_of";
            case VERSION -> "l.version";
            case SYSTEM_ID -> "l.system_id";
            case CREATED_AT -> "l.first_seen_at";
        };
    }

    private static String type(ApplicationSort sort) {
        return sort == ApplicationSort.CREATED_AT ? "cast(:place_key as timestamptz)" : ":place_key";
    }
}
