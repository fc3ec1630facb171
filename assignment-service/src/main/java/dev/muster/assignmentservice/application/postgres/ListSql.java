package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.FoldingSql;
import dev.muster.assignmentservice.security.postgres.AccessScopeSql;
import org.jspecify.annotations.Nullable;

/**
 * Statements that list and count applications. The texts are fixed: values of a request are always parameters. Owners
 * are joined only when a condition needs them.
 */
final class ListSql {

    /** How many applications the caller may see: all, so many that each row is checked, or few that are found first. */
    enum ScopeSize {
        UNLIMITED,
        LARGE,
        SMALL
    }

    private static final String FROM_LIST = "listed_application l";

    private static final String FROM_SEARCH_TEXTS = """
            searched_application n join listed_application l on l.application_id = n.application_id""";

    private static final String SEARCH_CONDITION = """
            and n.search like '%' || :search || '%'""";

    private static final String JOIN_OWNERS = " join listed_owner o on o.application_id = l.application_id";

    private static final String OWNER_CONDITION = """
            and o.present
               and (cast(:organization_id as text) is null or o.owner_id = :organization_id)
               and (cast(:assigned as boolean) is null or (o.owner_id <> '') = :assigned)""";

    private static final String IN_LARGE_SCOPE = """
            and (o.owner_id = any(:organizations) or l.system_id = any(:systems))""";

    private static final String IN_SMALL_SCOPE = "and l.application_id in (" + AccessScopeSql.IN_SCOPE + ")";

    private static final String MATCHING = """
             where l.deleted_at is null
               {type}
               {version}
               and (cast(:system_id as text) is null or l.system_id = :system_id)
               {owners}
               {scope}
               {search}
            """;

    private static final String PAGE = """
            select l.application_id, {key} as sort_key
              from {from}
            {matching}
               {after_cursor}
             order by {key} {direction}, l.application_id {direction}
             limit :limit offset :offset
            """;

    /** Finds all matching rows before sorting; {@code offset 0} keeps the planner from merging the subquery. */
    private static final String SORTED_PAGE = """
            select f.application_id, f.sort_key
              from (select l.application_id, {key} as sort_key
                      from {from}
            {matching}
                       {after_cursor}
                    offset 0) f
             order by f.sort_key {direction}, f.application_id {direction}
             limit :limit offset :offset
            """;

    /** Reads owners only until the page is full. */
    private static final String SORTED_PAGE_BY_STATE = """
            select f.application_id, f.sort_key
              from (select l.application_id, {key} as sort_key
                      from {from}
            {matching}
                       {after_cursor}
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
            select count(*)
              from (select
                      from {from}
            {matching}
                     limit :limit) counted
            """;

    private ListSql() {}

    static String page(ApplicationOrder order, boolean afterCursor, ApplicationFilter filter, ScopeSize scopeSize) {
        return page(PAGE, order, afterCursor, filter, scopeSize, needsOwners(filter, scopeSize));
    }

    /** The same page for few matching rows, which may be far apart in the requested order. */
    static String sortedPage(
            ApplicationOrder order, boolean afterCursor, ApplicationFilter filter, ScopeSize scopeSize) {
        boolean byStateOnly =
                filter.assigned() != null && filter.organizationId() == null && scopeSize != ScopeSize.LARGE;
        return byStateOnly
                ? page(SORTED_PAGE_BY_STATE, order, afterCursor, filter, scopeSize, false)
                : page(SORTED_PAGE, order, afterCursor, filter, scopeSize, needsOwners(filter, scopeSize));
    }

    private static String page(
            String statement,
            ApplicationOrder order,
            boolean afterCursor,
            ApplicationFilter filter,
            ScopeSize scopeSize,
            boolean owners) {
        String key = key(order.sort());
        String condition = order.sort() == ApplicationOrder.Sort.ID
                ? "and l.application_id {comparison} :cursor_id"
                : "and (" + key + ", l.application_id) {comparison} (" + type(order.sort()) + ", :cursor_id)";
        return matching(statement, filter, scopeSize, owners)
                .replace("{after_cursor}", afterCursor ? condition : "")
                .replace("{comparison}", order.descending() ? "<" : ">")
                .replace("{key}", key)
                .replace("{direction}", order.descending() ? "desc" : "asc");
    }

    static String count(ApplicationFilter filter, ScopeSize scopeSize) {
        return matching(COUNT, filter, scopeSize, needsOwners(filter, scopeSize));
    }

    private static boolean needsOwners(ApplicationFilter filter, ScopeSize scopeSize) {
        return scopeSize == ScopeSize.LARGE || filter.organizationId() != null || filter.assigned() != null;
    }

    private static String matching(String statement, ApplicationFilter filter, ScopeSize scopeSize, boolean owners) {
        boolean searching = filter.search() != null;
        return statement
                .replace("{matching}", MATCHING)
                .replace("{from}", (searching ? FROM_SEARCH_TEXTS : FROM_LIST) + (owners ? JOIN_OWNERS : ""))
                .replace(
                        "{type}",
                        equalsCondition(filter.instanceOf(), FoldingSql.TYPE_KEY, "l.instance_of", "instance_of"))
                .replace("{version}", equalsCondition(filter.version(), FoldingSql.VERSION_KEY, "l.version", "version"))
                .replace("{owners}", owners ? OWNER_CONDITION : "")
                .replace("{scope}", scopeCondition(scopeSize))
                .replace("{search}", searching ? SEARCH_CONDITION : "");
    }

    /**
     * The condition that an attribute equals a text. Keys hold the beginning of a text, so that an index on keys finds it.
     * A text that is not in ASCII has another key until it is folded.
     */
    private static String equalsCondition(@Nullable String value, String key, String column, String parameter) {
        if (value == null) {
            return "";
        }
        String condition = TextFolding.isAscii(value)
                ? "and " + key + " = :" + parameter + "_key"
                : "and " + key + " in (:" + parameter + "_key, :" + parameter + "_unfolded_key)";
        return ListParameters.fitsInKey(value) ? condition : condition + " and " + column + " = :" + parameter;
    }

    private static String scopeCondition(ScopeSize scopeSize) {
        return switch (scopeSize) {
            case UNLIMITED -> "";
            case LARGE -> IN_LARGE_SCOPE;
            case SMALL -> IN_SMALL_SCOPE;
        };
    }

    private static String key(ApplicationOrder.Sort sort) {
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

    private static String type(ApplicationOrder.Sort sort) {
        return sort == ApplicationOrder.Sort.CREATED_AT ? "cast(:cursor_key as timestamptz)" : ":cursor_key";
    }
}
