package dev.muster.assignmentservice.system.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/** A page of systems. */
@JsonPropertyOrder({"systems", "pagination"})
record SystemPage(
        @JsonProperty("systems") List<SystemBody> systems,
        @JsonProperty("pagination") Pagination pagination) {

    @JsonPropertyOrder({"page", "page_size", "total_count", "total_pages", "has_next", "has_prev"})
    record Pagination(
            @JsonProperty("page") int page,
            @JsonProperty("page_size") int pageSize,
            @JsonProperty("total_count") long totalCount,
            @JsonProperty("total_pages") long totalPages,
            @JsonProperty("has_next") boolean hasNext,
            @JsonProperty("has_prev") boolean hasPrev) {

        static Pagination of(int page, int pageSize, long total) {
            long pages = (total + pageSize - 1) / pageSize;
            return new Pagination(page, pageSize, total, pages, page < pages, page > 1);
        }
    }
}
