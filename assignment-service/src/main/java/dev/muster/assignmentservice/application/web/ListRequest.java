package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Place;
import dev.muster.assignmentservice.application.ApplicationSort;
import dev.muster.assignmentservice.application.ScopeFilter;
import dev.muster.assignmentservice.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for.
 *
 * @param organizationKey any key of the owner that is asked for
 * @param behind where the list goes on; null when {@code page} says it
 */
record ListRequest(
        int page,
        int pageSize,
        @Nullable Place behind,
        ApplicationOrder order,
        ApplicationFilter filter,
        @Nullable String organizationKey) {

    private static final int MAX_PAGE_SIZE = 100;
    private static final int DEFAULT_PAGE_SIZE = 20;
    private static final int MAX_TEXT = 256;
    private static final List<String> SORTS =
            Arrays.stream(ApplicationSort.values()).map(ApplicationSort::code).toList();

    /**
     * Reads the query.
     *
     * @throws dev.muster.assignmentservice.web.ApiException with all that is wrong
     */
    static ListRequest of(HttpServletRequest request) {
        QueryParameters query = new QueryParameters(request);
        int pageSize = query.number("page_size", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
        int page = query.number("page", 1, ApplicationCatalog.COUNTED / pageSize);
        String sort = query.oneOf("sort_by", ApplicationSort.ID.code(), SORTS);
        boolean descending =
                query.oneOf("sort_direction", "asc", List.of("asc", "desc")).equals("desc");
        ApplicationOrder order = new ApplicationOrder(ApplicationSort.of(sort).orElseThrow(), descending);
        Place behind = behind(query, order);
        if (behind != null && query.text("page", MAX_TEXT) != null) {
            query.refuse("cursor", "must not be there together with page", "");
        }
        ApplicationFilter filter = filter(query);
        String organizationKey = query.text("organization_id", MAX_TEXT);
        query.requireGood();
        return new ListRequest(page, pageSize, behind, order, filter, organizationKey);
    }

    private static @Nullable Place behind(QueryParameters query, ApplicationOrder order) {
        String cursor = query.text("cursor", CursorCodec.MAX_LENGTH);
        if (cursor == null) {
            return null;
        }
        Place place = CursorCodec.read(cursor);
        if (place == null && CursorCodec.isOfAnotherVersion(cursor)) {
            query.refuse("cursor", "cursor_of_another_version: start again at the first page", "");
        } else if (place == null) {
            query.refuse("cursor", "cursor_invalid: must be the next_cursor of a page", "");
        } else if (!place.order().equals(order)) {
            query.refuse("cursor", "cursor_of_another_order: must be the next_cursor of a page in the same order", "");
            return null;
        }
        return place;
    }

    private static ApplicationFilter filter(QueryParameters query) {
        String status = query.oneOf("status", "", List.of("assigned", "unassigned"));
        return new ApplicationFilter(
                query.text("search", MAX_TEXT),
                query.text("type", MAX_TEXT),
                query.text("version", MAX_TEXT),
                query.text("system_id", MAX_TEXT),
                null,
                status.isEmpty() ? null : status.equals("assigned"),
                null);
    }

    /** The filter for an owner and a caller. */
    ApplicationFilter filter(@Nullable String organizationId, @Nullable ScopeFilter within) {
        return new ApplicationFilter(
                filter.search(),
                filter.instanceOf(),
                filter.version(),
                filter.systemId(),
                organizationId,
                filter.assigned(),
                within);
    }

    int offset() {
        return (page - 1) * pageSize;
    }
}
