package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationSort;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.FoldingSql;
import dev.muster.assignmentservice.security.postgres.AccessScopeSql;
import org.jspecify.annotations.Nullable;

/**
 * The statements that list and count applications. Each is one of a fixed number of texts: what a request says is only
 * ever a parameter. Owners are looked at where they are asked for.
 */
public final class ListSql {

    /** How far the caller reaches: everywhere, to so many that each is looked at, or to few that are found first. */
    public enum Reach {
        EVERYWHERE,
        FAR,
        NEAR
    }

    private static final String LISTED = "listed_application l";

    private static final String SEARCHED = """
            searched_application n join listed_application l on l.application_id = n.application_id""";

    private static final String SEARCH = """
            and n.search like '%' || :search || '%'""";

    private static final String WITH_OWNERS = " join listed_owner o on o.application_id = l.application_id";

    private static final String OWNERS = """
            and o.present
               and (cast(:organization_id as text) is null or o.owner_id = :organization_id)
               and (cast(:assigned as boolean) is null or (o.owner_id <> '') = :assigned)""";

    private static final String FAR = """
            and (o.owner_id = any(:organizations) or l.system_id = any(:systems))""";

    private static final String NEAR = "and l.application_id in (" + AccessScopeSql.REACHED + ")";

    private static final String MATCHING = """
             where l.deleted_at is null
               {type}
               {version}
               and (cast(:system_id as text) is null or l.system_id = :system_id)
               {owners}
               {within}
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

    /** Asks for the owners of no more than it takes to fill the page. */
    private static final String SORTED_PAGE_BY_STATE = """
            select f.application_id, f.sort_key
              from (select l.application_id, {key} as sort_key
                      from {from}
            {matching}
                       {behind}
                     order by {key} {direction}, l.application_id {direction}
                    offset 0) f
             cross join lateral (select
                                   from listed_owner o
                                  where o.application_id = f.application_id and o.present and (o.owner_id <> '') = :assigned
                                 offset 0) owned
             order by f.sort_key {direction}, f.application_id {direction}
             limit :limit offset :offset
            """;

    private static final String COUNT = """
            public select count(*)
              from (select
                      from {from}
            {matching}
                     limit :limit) counted
            """;

    private ListSql() {}

    public static String page(ApplicationOrder order, boolean behind, ApplicationFilter filter, Reach reach) {
        return page(PAGE, order, behind, filter, reach, looksAtOwners(filter, reach));
    }

    /** The same page, for few that match: it may be far to the next of them in the order that is wanted. */
    public static String sortedPage(ApplicationOrder order, boolean behind, ApplicationFilter filter, Reach reach) {
        boolean byStateOnly = filter.assigned() != null && filter.organizationId() == null && reach != Reach.FAR;
        return byStateOnly
                ? page(SORTED_PAGE_BY_STATE, order, behind, filter, reach, false)
                : page(SORTED_PAGE, order, behind, filter, reach, looksAtOwners(filter, reach));
    }

    private static String page(
            String statement,
            ApplicationOrder order,
            boolean behind,
            ApplicationFilter filter,
            Reach reach,
            boolean owners) {
        String key = key(order.sort());
        String place = order.sort() == ApplicationSort.ID
                ? "and l.application_id {past} :place_id"
                : "and (" + key + ", l.application_id) {past} (" + type(order.sort()) + ", :place_id)";
        return matching(statement, filter, reach, owners)
                .replace("{behind}", behind ? place : "")
                .replace("{past}", order.descending() ? "<" : ">")
                .replace("{key}", key)
                .replace("{direction}", order.descending() ? "desc" : "asc");
    }

    public static String count(ApplicationFilter filter, Reach reach) {
        return matching(COUNT, filter, reach, looksAtOwners(filter, reach));
    }

    private static boolean looksAtOwners(ApplicationFilter filter, Reach reach) {
        return reach == Reach.FAR || filter.organizationId() != null || filter.assigned() != null;
    }

    private static String matching(String statement, ApplicationFilter filter, Reach reach, boolean owners) {
        boolean searching = filter.search() != null;
        return statement
                .replace("{matching}", MATCHING)
                .replace("{from}", (searching ? SEARCHED : LISTED) + (owners ? WITH_OWNERS : ""))
                .replace("{type}", is(filter.instanceOf(), FoldingSql.TYPE_KEY, "l.instance_of", "instance_of"))
                .replace("{version}", is(filter.version(), FoldingSql.VERSION_KEY, "l.version", "version"))
                .replace("{owners}", owners ? OWNERS : "")
                .replace("{within}", within(reach))
                .replace("{search}", searching ? SEARCH : "");
    }

    /**
     * The condition that an attribute is exactly the wanted text. A key has its text's beginning, so that an index of keys
     * finds it; a text that is not in ASCII has another key before it is folded.
     */
    private static String is(@Nullable String wanted, String key, String column, String parameter) {
        if (wanted == null) {
            return "";
        }
        String found = TextFolding.isAscii(wanted)
                ? "and " + key + " = :" + parameter + "_key"
                : "and " + key + " in (:" + parameter + "_key, :" + parameter + "_unfolded_key)";
        return ListParameters.isWholeInKey(wanted) ? found : found + " and " + column + " = :" + parameter;
    }

    private static String within(Reach reach) {
        return switch (reach) {
            case EVERYWHERE -> "";
            case FAR -> FAR;
            case NEAR -> NEAR;
        };
    }

    private static String key(ApplicationSort sort) {
        return switch (sort) {
            case ID -> "l.application_id";
            case NAME -> FoldingSql.NAME_KEY;
            case DISPLAY_NAME -> FoldingSql.DISPLAY_NAME_KEY;
            case INSTANCE_OF -> FoldingSql.TYPE_KEY;
            case VERSION -> FoldingSql.VERSION_KEY;
            case SYSTEM_ID -> "l.system_id";
            case CREATED_AT -> "l.first_seen_at";
        };
    }

    private static String type(ApplicationSort sort) {
        return sort == ApplicationSort.CREATED_AT ? "cast(:place_key as timestamptz)" : ":place_key";
    }
}
