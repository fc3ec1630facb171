package dev.muster.assignmentservice.security.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.muster.assignmentservice.security.TokenStore;
import java.util.List;

/** A page of tokens, newest first. */
@JsonPropertyOrder({"tokens", "pagination"})
record TokenPageBody(
        @JsonProperty("tokens") List<TokenBody> tokens,
        @JsonProperty("pagination") Pagination pagination) {

    @JsonPropertyOrder({"page", "page_size", "total_count", "total_pages"})
    record Pagination(
            @JsonProperty("page") int page,
            @JsonProperty("page_size") int pageSize,
            @JsonProperty("total_count") long totalCount,
            @JsonProperty("total_pages") long totalPages) {}

    static TokenPageBody of(TokenStore.Page found, int page, int pageSize) {
        return new TokenPageBody(
                found.tokens().stream().map(TokenBody::of).toList(),
                new Pagination(page, pageSize, found.total(), (found.total() + pageSize - 1) / pageSize));
    }
}
