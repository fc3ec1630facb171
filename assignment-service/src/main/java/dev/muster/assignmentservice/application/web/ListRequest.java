package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import dev.muster.assignmentservice.application.Visibility;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request for a list.
 *
 * @param cursor where the page begins; null when {@code page} determines it
 */
record ListRequest(int page, int pageSize, @Nullable Cursor cursor, ApplicationOrder order, Conditions conditions) {

    private static final int MAX_PAGE_SIZE = 200;
    private static final int DEFAULT_PAGE_SIZE = 20;
    private static final int MAX_TEXT = 256;
    private static final int MAX_VALUES = 100;
    private static final String ASSIGNED = "assigned";
    private static final List<String> STATUSES = List.of(ASSIGNED, "unassigned");
    private static final List<String> SORTS = Arrays.stream(ApplicationOrder.Sort.values())
            .map(ApplicationOrder.Sort::code)
            .toList();

    /**
     * Reads the query.
     *
     * @throws dev.muster.assignmentservice.web.ApiException with all invalid parameters
     */
    static ListRequest of(HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        int pageSize = query.number("page_size", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
        int page = query.number("page", 1, ApplicationCatalog.MAX_COUNT / pageSize);
        String sort = query.oneOf("sort_by", ApplicationOrder.Sort.ID.code(), SORTS);
        boolean descending =
                query.oneOf("sort_direction", "asc", List.of("asc", "desc")).equals("desc");
        ApplicationOrder order =
                new ApplicationOrder(ApplicationOrder.Sort.of(sort).orElseThrow(), descending);
        Cursor cursor = cursor(query, order);
        if (cursor != null && query.text("page", MAX_TEXT) != null) {
            query.addProblem("cursor", "must not be there together with page", "");
        }
        Conditions conditions = Conditions.of(query);
        query.requireValid();
        return new ListRequest(page, pageSize, cursor, order, conditions);
    }

    private static @Nullable Cursor cursor(QueryParameters query, ApplicationOrder order) {
        String text = query.text("cursor", CursorCodec.MAX_LENGTH);
        if (text == null) {
            return null;
        }
        Cursor decoded = CursorCodec.decode(text);
        if (decoded == null && CursorCodec.isFromOtherVersion(text)) {
            query.addProblem("cursor", "cursor_of_another_version: start again at the first page", "");
        } else if (decoded == null) {
            query.addProblem("cursor", "cursor_invalid: must be the next_cursor of a page", "");
        } else if (!decoded.order().equals(order)) {
            query.addProblem(
                    "cursor", "cursor_of_another_order: must be the next_cursor of a page in the same order", "");
            return null;
        }
        return decoded;
    }

    /**
     * The conditions of a query, which lists, exports and bulk changes share.
     *
     * @param filter without the owners and the scope
     * @param owners the owners as the request names them
     */
    record Conditions(ApplicationFilter filter, OwnerFilter owners) {

        /** Reads the conditions and adds their problems to the query. */
        static Conditions of(QueryParameters query) {
            return new Conditions(ListRequest.filter(query), OwnerFilter.of(query));
        }

        /** The filter with the owners that the caller may know, not limited to what the caller may see. */
        ApplicationFilter resolve(Caller caller, OrganizationStore organizations, Visibility visibility) {
            return filter.ownedBy(owners.resolve(caller, organizations, visibility));
        }
    }

    private static ApplicationFilter filter(QueryParameters query) {
        List<String> statuses = query.texts("status", MAX_TEXT, MAX_VALUES);
        if (!STATUSES.containsAll(statuses)) {
            query.addProblem("status", "must be one of " + String.join(", ", STATUSES), "");
        }
        boolean ownerless = query.flag("no_org");
        if (ownerless && statuses.equals(List.of(ASSIGNED))) {
            query.addProblem("no_org", "must not be true together with status=assigned", "");
        }
        Boolean assigned =
                statuses.size() == 1 ? Boolean.valueOf(statuses.get(0).equals(ASSIGNED)) : null;
        return new ApplicationFilter(
                query.text("search", MAX_TEXT),
                query.texts("type", MAX_TEXT, MAX_VALUES),
                query.texts("version", MAX_TEXT, MAX_VALUES),
                query.texts("system_id", MAX_TEXT, MAX_VALUES),
                null,
                ownerless ? Boolean.FALSE : assigned,
                null);
    }

    /**
     * The owners of a filter.
     *
     * @param keys any keys of organizations, {@code no_org} for no owner; empty matches any owner
     * @param hierarchy whether everything below these organizations matches too
     */
    record OwnerFilter(List<String> keys, boolean hierarchy) {

        private static final String NO_ORGANIZATION = "no_org";

        static OwnerFilter of(QueryParameters query) {
            return new OwnerFilter(
                    query.texts("organization_id", MAX_TEXT, MAX_VALUES), query.flag("include_hierarchy"));
        }

        /** The ids of the owners that the caller may know; null for any. An unknown organization owns nothing. */
        @Nullable
        Collection<String> resolve(Caller caller, OrganizationStore organizations, Visibility visibility) {
            if (keys.isEmpty()) {
                return null;
            }
            Set<String> ids = new TreeSet<>();
            for (String key : keys) {
                StoredOrganization found = organizations.findByKey(key);
                if (found != null && hierarchy) {
                    ids.addAll(visibility.subtree(found.organization().organizationId()));
                } else if (found != null) {
                    ids.add(found.organization().organizationId());
                } else if (key.equals(NO_ORGANIZATION)) {
                    ids.add(ApplicationFilter.UNOWNED);
                }
            }
            ScopeFilter scope = visibility.scopeOf(caller);
            if (scope != null) {
                Set<String> known = new HashSet<>(scope.organizationIds());
                ids.removeIf(id -> !known.contains(id) && !id.equals(ApplicationFilter.UNOWNED));
            }
            return ids;
        }
    }

    int offset() {
        return (page - 1) * pageSize;
    }
}
