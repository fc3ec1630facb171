package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationCatalog.ApplicationPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The response body of a list. */
@JsonPropertyOrder({"applications", "pagination"})
record PageBody(
        @JsonProperty("applications") List<ApplicationBody> applications,
        @JsonProperty("pagination") Pagination pagination) {

    /**
     * The position of the page. After a cursor {@code page}, {@code next_page} and {@code prev_page} are null.
     *
     * @param totalCount a lower bound when {@code totalIsExact} is false
     */
    @JsonPropertyOrder({
        "page",
        "page_size",
        "total_count",
        "total_pages",
        "has_next",
        "has_prev",
        "next_page",
        "prev_page",
        "next_cursor",
        "sort_by",
        "sort_direction",
        "total_is_exact"
    })
    record Pagination(
            @JsonProperty("page") @Nullable Integer page,
            @JsonProperty("page_size") int pageSize,
            @JsonProperty("total_count") int totalCount,
            @JsonProperty("total_pages") int totalPages,
            @JsonProperty("has_next") boolean hasNext,
            @JsonProperty("has_prev") boolean hasPrev,
            @JsonProperty("next_page") @Nullable Integer nextPage,
            @JsonProperty("prev_page") @Nullable Integer prevPage,
            @JsonProperty("next_cursor") @Nullable String nextCursor,
            @JsonProperty("sort_by") String sortBy,
            @JsonProperty("sort_direction") String sortDirection,
            @JsonProperty("total_is_exact") boolean totalIsExact) {}

    static PageBody of(ListRequest request, ApplicationPage found, int counted) {
        int total = Math.min(counted, ApplicationCatalog.MAX_COUNT);
        int pages = (total + request.pageSize() - 1) / request.pageSize();
        boolean byPage = request.cursor() == null;
        int page = request.page();
        boolean nextHasNumber = byPage
                && found.next() != null
                && (long) (page + 1) * request.pageSize() <= ApplicationCatalog.MAX_COUNT;
        return new PageBody(
                found.applications().stream().map(ApplicationBody::of).toList(),
                new Pagination(
                        byPage ? page : null,
                        request.pageSize(),
                        total,
                        pages,
                        found.next() != null,
                        !byPage || page > 1,
                        nextHasNumber ? page + 1 : null,
                        byPage && page > 1 ? page - 1 : null,
                        found.next() == null ? null : CursorCodec.encode(found.next()),
                        request.order().sort().code(),
                        request.order().descending() ? "desc" : "asc",
                        counted <= ApplicationCatalog.MAX_COUNT));
    }
}
