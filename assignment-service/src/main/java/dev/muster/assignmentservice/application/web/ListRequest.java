package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import dev.muster.assignmentservice.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request for a list.
 *
 * @param cursor where the page begins; null when {@code page} determines it
 * @param organizationKey any key of the owner
 */
record ListRequest(
        int page,
        int pageSize,
        @Nullable Cursor cursor,
        ApplicationOrder order,
        ApplicationFilter filter,
        @Nullable String organizationKey) {

    private static final int MAX_PAGE_SIZE = 200;
    private static final int DEFAULT_PAGE_SIZE = 20;
    private static final int MAX_TEXT = 256;
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
        ApplicationFilter filter = filter(query);
        String organizationKey = query.text("organization_id", MAX_TEXT);
        query.requireValid();
        return new ListRequest(page, pageSize, cursor, order, filter, organizationKey);
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

    private static ApplicationFilter filter(QueryParameters query) {
        String status = query.oneOf("status", "", List.of("assigned", "unassigned"));
        boolean ownerless =
                query.oneOf("no_org", "false", List.of("true", "false")).equals("true");
        if (ownerless && status.equals("assigned")) {
            query.addProblem("no_org", "must not be true together with status=assigned", "");
        }
        return new ApplicationFilter(
                query.text("search", MAX_TEXT),
                query.text("type", MAX_TEXT),
                query.text("version", MAX_TEXT),
                query.text("system_id", MAX_TEXT),
                null,
                ownerless ? Boolean.FALSE : status.isEmpty() ? null : Boolean.valueOf(status.equals("assigned")),
                null);
    }

    /** The filter, limited to an owner and to what the caller may see. */
    ApplicationFilter filter(@Nullable String organizationId, @Nullable ScopeFilter scope) {
        return new ApplicationFilter(
                filter.search(),
                filter.instanceOf(),
                filter.version(),
                filter.systemId(),
                organizationId,
                filter.assigned(),
                scope);
    }

    int offset() {
        return (page - 1) * pageSize;
    }
}
