package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import dev.muster.assignmentservice.organization.postgres.PostgresOrganizationStore;
import dev.muster.assignmentservice.security.postgres.PostgresOrganizationTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests for lists, one per kind. */
final class ListRequests {

    static final ApplicationOrder BY_ID = new ApplicationOrder(ApplicationOrder.Sort.ID, false);

    record Request(
            ApplicationFilter filter,
            ApplicationOrder order,
            int offset,
            @Nullable Cursor cursor) {}

    private ListRequests() {}

    static Map<String, Request> all(JdbcTemplate jdbc) {
        ScopeFilter thousands = scope(jdbc, "distributor1");
        ScopeFilter few = scope(jdbc, "customer77");
        Map<String, Request> all = new LinkedHashMap<>();
        all.put("everything", of(ApplicationFilter.all(null)));
        all.put("offset 9,980", new Request(ApplicationFilter.all(null), BY_ID, 9_980, null));
        all.put("behind a cursor", after(BY_ID, "sys_001000_mail1"));
        for (ApplicationOrder.Sort sort : ApplicationOrder.Sort.values()) {
            ApplicationOrder order = new ApplicationOrder(sort, true);
            if (!sort.hasIndex()) {
                continue;
            }
            all.put("by " + sort.code() + ", backwards", new Request(ApplicationFilter.all(null), order, 0, null));
        }
        all.put(
                "behind a cursor, by name",
                new Request(
                        ApplicationFilter.all(null),
                        new ApplicationOrder(ApplicationOrder.Sort.NAME, false),
                        0,
                        new Cursor(
                                new ApplicationOrder(ApplicationOrder.Sort.NAME, false), "Mail", "sys_001000_mail1")));
        all.put("type", of(filter(null, "mail", null, null, null, null, null)));
        all.put("rare type", of(filter(null, "rare", null, null, null, null, null)));
        all.put("version", of(filter(null, null, "2.7.1", null, null, null, null)));
        all.put("type and version", of(filter(null, "mail", "1.7.9", null, null, null, null)));
        all.put("system", of(filter(null, null, null, "sys_001000", null, null, null)));
        all.put("owner", of(filter(null, null, null, null, "customer77", null, null)));
        all.put("assigned", of(filter(null, null, null, null, null, true, null)));
        all.put("unassigned", of(filter(null, null, null, null, null, false, null)));
        all.put("types", of(several(List.of("mail", "rare"), List.of(), List.of(), null)));
        all.put("versions", of(several(List.of(), List.of("mail:1.7.9", "2.7.1"), List.of(), null)));
        all.put("systems", of(several(List.of(), List.of(), List.of("sys_001000", "sys_001001"), null)));
        all.put("owners", of(several(List.of(), List.of(), List.of(), List.of("customer77", "customer78", ""))));
        for (ApplicationOrder.Sort sort :
                List.of(ApplicationOrder.Sort.SYSTEM_NAME, ApplicationOrder.Sort.ORGANIZATION_NAME)) {
            ApplicationOrder order = new ApplicationOrder(sort, false);
            all.put(
                    "behind a cursor, by " + sort.code(),
                    new Request(
                            ApplicationFilter.all(null),
                            order,
                            0,
                            new Cursor(order, "sys_001000\u0001sys_001000", "sys_001000_mail9")));
        }
        all.put("search, common", of(filter("mail", null, null, null, null, null, null)));
        all.put("search, rare", of(filter("001000_MAIL", null, null, null, null, null, null)));
        all.put("search, none", of(filter("no such thing", null, null, null, null, null, null)));
        all.put("search and type", of(filter("of sys_0010", "mail", null, null, null, null, null)));
        all.put("reach of 1", of(ApplicationFilter.all(few)));
        all.put("reach of 1, search", of(filter("mail", null, null, null, null, null, few)));
        all.put("reach of 2,501", of(ApplicationFilter.all(thousands)));
        for (ApplicationOrder.Sort sort :
                List.of(ApplicationOrder.Sort.SYSTEM_NAME, ApplicationOrder.Sort.ORGANIZATION_NAME)) {
            all.put(
                    "reach of 2,501, by " + sort.code(),
                    new Request(ApplicationFilter.all(thousands), new ApplicationOrder(sort, false), 0, null));
            all.put(
                    "rare type, by " + sort.code(),
                    new Request(
                            filter(null, "rare", null, null, null, null, null),
                            new ApplicationOrder(sort, false),
                            0,
                            null));
        }
        all.put("reach of 2,501, type", of(filter(null, "mail", null, null, null, null, thousands)));
        all.put("reach of 2,501, rare type", of(filter(null, "rare", null, null, null, null, thousands)));
        all.put("reach of 2,501, search", of(filter("001002_mail", null, null, null, null, null, thousands)));
        return all;
    }

    private static Request of(ApplicationFilter filter) {
        return new Request(filter, BY_ID, 0, null);
    }

    private static Request after(ApplicationOrder order, String id) {
        return new Request(ApplicationFilter.all(null), order, 0, new Cursor(order, id, id));
    }

    private static ApplicationFilter filter(
            @Nullable String search,
            @Nullable String type,
            @Nullable String version,
            @Nullable String system,
            @Nullable String owner,
            @Nullable Boolean assigned,
            @Nullable ScopeFilter scope) {
        return new ApplicationFilter(
                search,
                list(type),
                list(version),
                list(system),
                owner == null ? null : List.of(owner),
                assigned,
                scope);
    }

    private static List<String> list(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private static ApplicationFilter several(
            List<String> types, List<String> versions, List<String> systems, @Nullable List<String> owners) {
        return new ApplicationFilter(null, types, versions, systems, owners, null, null);
    }

    static ScopeFilter scope(JdbcTemplate jdbc, String organization) {
        List<String> organizations = List.copyOf(
                new PostgresOrganizationTree(jdbc, new PostgresOrganizationStore(jdbc)).findSubtree(organization));
        return new ScopeFilter(organizations, new PostgresApplicationCatalog(jdbc).systemsOf(organizations));
    }
}
