package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Sort;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.FoldingSql;
import dev.muster.assignmentservice.security.postgres.AccessScopeSql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that list and count applications. The texts are fixed: values of a request are always parameters. Owners
 * are joined only when a condition or the order needs them.
 */
final class ListSql {

    /** How many applications the caller may see: all, so many that each row is checked, or few that are found first. */
    enum ScopeSize {
        UNLIMITED,
        LARGE,
        SMALL
    }

    /**
     * A part of the applications with a sort key of its own.
     *
     * @param joins tables that the key needs
     * @param conditions which applications are in this part
     * @param owners whether the key or the conditions need the owners
     */
    private record Part(String key, String joins, String conditions, boolean owners) {}

    private static final String FROM_LIST = "listed_application l";

    private static final String FROM_SEARCH_TEXTS = """
            searched_application n join listed_application l on l.application_id = n.application_id""";

    private static final String SEARCH_CONDITION = """
            and n.search like '%' || :search || '%'""";

    private static final String JOIN_OWNERS = " join listed_owner o on o.application_id = l.application_id";

    private static final String OWNER_CONDITION = """
            and o.present
               {owner}
               and (cast(:assigned as boolean) is null or (o.owner_id <> '') = :assigned)""";

    private static final String IN_LARGE_SCOPE = """
            and (o.owner_id = any(:organizations) or l.system_id = any(:systems))""";

    private static final String IN_SMALL_SCOPE = "and l.application_id in (" + AccessScopeSql.IN_SCOPE + ")";

    private static final String MATCHING = """
             where l.deleted_at is null
               {type}
               {version}
               {system}
               {owners}
               {scope}
               {search}
            """;

    private static final String PAGE = """
            select l.application_id, {key} as sort_key
              from {from}{joins}
            {matching}
               {conditions}
               {after_cursor}
             order by {key} {direction}, l.application_id {direction}
             limit :limit offset :offset
            """;

    /** The first rows of a part, in its order. */
    private static final String PART_OF_PAGE = """
            (select l.application_id, {key} as sort_key
               from {from}{joins}
             {matching}
                {conditions}
                {after_cursor}
              order by {key} {direction}, l.application_id {direction}
              limit cast(:limit as integer) + cast(:offset as integer))
            """;

    /** All rows of a part; {@code offset 0} keeps the planner from merging the subquery. */
    private static final String PART = """
            (select l.application_id, {key} as sort_key
               from {from}{joins}
             {matching}
                {conditions}
                {after_cursor}
             offset 0)
            """;

    /** Merges parts that have their own orders. */
    private static final String PAGE_OF_PARTS = """
            select f.application_id, f.sort_key
              from ({parts}) f
             order by f.sort_key {direction}, f.application_id {direction}
             limit :limit offset :offset
            """;

    /** Reads owners only until the page is full. */
    private static final String SORTED_PAGE_BY_STATE = """
            select f.application_id, f.sort_key
              from (select l.application_id, {key} as sort_key
                      from {from}{joins}
            {matching}
                       {conditions}
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

    /** After all keys that contain a name. */
    private static final String UNOWNED_KEY = "(chr(1114111) collate \"C\")";

    /** After all names and before {@link #UNOWNED_KEY}: the order does not tell owners that the caller may not know. */
    private static final String HIDDEN_OWNER_KEY = "(chr(1114110) collate \"C\")";

    private static final String MODULE_ID = "substr(l.application_id, length(l.system_id) + 2)";

    /** Attributes that lists do not have, of one application; {@code offset 0} looks each of them up by its id. */
    private static final String JOIN_INVENTORY = """

              join lateral (select i.last_inventory_at,
                                   case when i.inventory_data ->> 'certification_level' ~ '^[0-9]{1,9}$'
                                        then (i.inventory_data ->> 'certification_level')::integer
                                        else -1 end as certification_level,
                                   greatest(i.first_seen_at, i.deleted_at, h.recorded_at, d.changed_at) as updated_at
                              from applications i
                              left join application_details d on d.application_id = i.application_id
                              left join ownership_history h
                                     on h.application_id = i.application_id and h.revision = i.ownership_revision
                             where i.application_id = l.application_id
                            offset 0) i on true""";

    private ListSql() {}

    static String page(ApplicationOrder order, boolean afterCursor, ApplicationFilter filter, ScopeSize scopeSize) {
        List<Part> parts = partsOf(order.sort(), scopeSize);
        return parts.size() == 1
                ? part(PAGE, parts.get(0), order, afterCursor, filter, scopeSize)
                : merged(PART_OF_PAGE, order, afterCursor, filter, scopeSize);
    }

    /** The same page for few matching rows, which may be far apart in the requested order. */
    static String sortedPage(
            ApplicationOrder order, boolean afterCursor, ApplicationFilter filter, ScopeSize scopeSize) {
        List<Part> parts = partsOf(order.sort(), scopeSize);
        boolean byStateOnly = filter.assigned() != null
                && filter.owners() == null
                && scopeSize != ScopeSize.LARGE
                && parts.size() == 1;
        return byStateOnly
                ? statement(SORTED_PAGE_BY_STATE, parts.get(0), order, afterCursor, filter, scopeSize, false)
                : merged(PART, order, afterCursor, filter, scopeSize);
    }

    private static String merged(
            String template,
            ApplicationOrder order,
            boolean afterCursor,
            ApplicationFilter filter,
            ScopeSize scopeSize) {
        String parts = partsOf(order.sort(), scopeSize).stream()
                .map(part -> part(template, part, order, afterCursor, filter, scopeSize))
                .collect(Collectors.joining(" union all "));
        return PAGE_OF_PARTS.replace("{parts}", parts).replace("{direction}", direction(order));
    }

    private static String part(
            String template,
            Part part,
            ApplicationOrder order,
            boolean afterCursor,
            ApplicationFilter filter,
            ScopeSize scopeSize) {
        boolean owners = part.owners() || needsOwners(filter, scopeSize);
        return statement(template, part, order, afterCursor, filter, scopeSize, owners);
    }

    private static String statement(
            String template,
            Part part,
            ApplicationOrder order,
            boolean afterCursor,
            ApplicationFilter filter,
            ScopeSize scopeSize,
            boolean owners) {
        return matching(template, filter, scopeSize, owners)
                .replace("{joins}", part.joins())
                .replace("{conditions}", part.conditions())
                .replace("{after_cursor}", afterCursor ? afterCursor(part, order) : "")
                .replace("{comparison}", order.descending() ? "<" : ">")
                .replace("{key}", part.key())
                .replace("{direction}", direction(order));
    }

    /** The position of the key alone lets an index of a joined table find it. */
    private static String afterCursor(Part part, ApplicationOrder order) {
        String cursorKey = cursorKey(order.sort());
        if (order.sort() == Sort.ID) {
            return "and l.application_id {comparison} :cursor_id";
        }
        if (part.joins().isEmpty() && !part.owners()) {
            return "and ({key}, l.application_id) {comparison} (" + cursorKey + ", :cursor_id)";
        }
        return ("and {key} {comparison}= {cursor} and ({key} {comparison} {cursor}"
                        + " or ({key} = {cursor} and l.application_id {comparison} :cursor_id))")
                .replace("{cursor}", cursorKey);
    }

    private static String direction(ApplicationOrder order) {
        return order.descending() ? "desc" : "asc";
    }

    static String count(ApplicationFilter filter, ScopeSize scopeSize) {
        return matching(COUNT, filter, scopeSize, needsOwners(filter, scopeSize));
    }

    static boolean needsOwners(ApplicationFilter filter, ScopeSize scopeSize) {
        return scopeSize == ScopeSize.LARGE || filter.owners() != null || filter.assigned() != null;
    }

    /** Replaces the conditions and the tables that they need. */
    static String matching(String statement, ApplicationFilter filter, ScopeSize scopeSize, boolean owners) {
        boolean searching = filter.search() != null;
        return statement
                .replace("{matching}", MATCHING)
                .replace("{from}", (searching ? FROM_SEARCH_TEXTS : FROM_LIST) + (owners ? JOIN_OWNERS : ""))
                .replace("{type}", equalsCondition(filter.types(), FoldingSql.TYPE_KEY, "l.instance_of", "type"))
                .replace("{version}", versionCondition(filter.versions()))
                .replace(
                        "{system}",
                        filter.systemIds().isEmpty()
                                ? ""
                                : "and "
                                        + isOneOf(
                                                "l.system_id",
                                                "system_id",
                                                filter.systemIds().size()))
                .replace("{owners}", owners ? OWNER_CONDITION : "")
                .replace(
                        "{owner}",
                        filter.owners() == null
                                ? ""
                                : "and "
                                        + isOneOf(
                                                "o.owner_id",
                                                "owner",
                                                filter.owners().size()))
                .replace("{scope}", scopeCondition(scopeSize))
                .replace("{search}", searching ? SEARCH_CONDITION : "");
    }

    /** A comparison with a single value is also one that gives an index's order of the ids. */
    private static String isOneOf(String column, String parameter, int values) {
        return values == 1 ? column + " = :" + parameter : column + " = any(:" + parameter + "_any)";
    }

    /**
     * The condition that an attribute equals one of the texts. Keys hold the beginning of a text, so that an index on keys
     * finds it. A text that is not in ASCII has another key until it is folded.
     */
    private static String equalsCondition(List<String> values, String key, String column, String parameter) {
        if (values.isEmpty()) {
            return "";
        }
        boolean singleKey = values.size() == 1 && TextFolding.isAscii(values.get(0));
        String condition = "and " + isOneOf(key, parameter + "_key", singleKey ? 1 : 2);
        return values.stream().allMatch(ListParameters::fitsInKey)
                ? condition
                : condition + " and " + column + " = any(:" + parameter + "_any)";
    }

    /** Pairs of a type and a version are compared as one text: a type has no control characters. */
    private static String versionCondition(List<String> versions) {
        List<ListParameters.TypeAndVersion> pairs = ListParameters.pairs(versions);
        if (pairs.isEmpty()) {
            return equalsCondition(versions, FoldingSql.VERSION_KEY, "l.version", "version");
        }
        boolean fits = versions.stream().allMatch(ListParameters::fitsInKey);
        return "and " + FoldingSql.VERSION_KEY + " = any(:version_or_pair_key_any)"
                + " and (" + FoldingSql.VERSION_KEY + " = any(:version_key_any) or (" + FoldingSql.TYPE_KEY
                + " || chr(2) || " + FoldingSql.VERSION_KEY + ") = any(:pair_key_any))"
                + (fits
                        ? ""
                        : " and (l.version = any(:version_any)"
                                + " or (l.instance_of || chr(2) || l.version) = any(:pair_any))");
    }

    private static String scopeCondition(ScopeSize scopeSize) {
        return switch (scopeSize) {
            case UNLIMITED -> "";
            case LARGE -> IN_LARGE_SCOPE;
            case SMALL -> IN_SMALL_SCOPE;
        };
    }

    private static List<Part> partsOf(Sort sort, ScopeSize scopeSize) {
        return switch (sort) {
            case ID -> List.of(listed("l.application_id"));
            case NAME -> List.of(listed(FoldingSql.NAME_KEY));
            case DISPLAY_NAME -> List.of(listed(FoldingSql.DISPLAY_NAME_KEY));
            case INSTANCE_OF -> List.of(listed(FoldingSql.TYPE_KEY));
            case VERSION -> List.of(listed(FoldingSql.VERSION_KEY));
            case SYSTEM_ID -> List.of(listed("l.system_id"));
            case CREATED_AT -> List.of(listed("l.first_seen_at"));
            case SYSTEM_NAME ->
                List.of(new Part(FoldingSql.SYSTEM_NAME_KEY, " join system s on s.system_id = l.system_id", "", false));
            case ORGANIZATION_NAME -> partsByOwner(scopeSize);
            case STATUS ->
                List.of(
                        new Part("(text 'assigned' collate \"C\")", "", "and o.owner_id > ''", true),
                        new Part("(text 'unassigned' collate \"C\")", "", "and o.owner_id = ''", true));
            case MODULE_ID ->
                List.of(listed(
                        "(lower(" + MODULE_ID + " collate \"C\") || chr(1) || " + MODULE_ID + " collate \"C\")"));
            case UPDATED_AT -> List.of(new Part("i.updated_at", JOIN_INVENTORY, "", false));
            case LAST_INVENTORY_AT -> List.of(new Part("i.last_inventory_at", JOIN_INVENTORY, "", false));
            case CERTIFICATION_LEVEL -> List.of(new Part("i.certification_level", JOIN_INVENTORY, "", false));
        };
    }

    /** Owners outside a scope are those of applications on the systems of the scope. */
    private static List<Part> partsByOwner(ScopeSize scopeSize) {
        String joinOwner = " join organization g on g.organization_id = o.owner_id";
        Part unowned = new Part(UNOWNED_KEY, "", "and o.owner_id = ''", true);
        if (scopeSize == ScopeSize.UNLIMITED) {
            return List.of(new Part(FoldingSql.OWNER_NAME_KEY, joinOwner, "and o.owner_id > ''", true), unowned);
        }
        return List.of(
                new Part(FoldingSql.OWNER_NAME_KEY, joinOwner, "and o.owner_id = any(:organizations)", true),
                new Part(
                        HIDDEN_OWNER_KEY,
                        "",
                        "and o.owner_id > '' and o.owner_id <> all(:organizations) and l.system_id = any(:systems)",
                        true),
                unowned);
    }

    private static Part listed(String key) {
        return new Part(key, "", "", false);
    }

    private static String cursorKey(Sort sort) {
        if (sort.isTime()) {
            return "cast(:cursor_key as timestamptz)";
        }
        return sort == Sort.CERTIFICATION_LEVEL ? "cast(:cursor_key as integer)" : ":cursor_key";
    }
}
