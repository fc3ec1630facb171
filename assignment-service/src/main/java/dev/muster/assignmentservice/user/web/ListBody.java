package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.directory.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list, with paths to its neighbours. */
record ListBody<R>(
        @JsonProperty("total_results") long totalResults,
        @JsonProperty("total_pages") long totalPages,
        @JsonProperty("prev_url") @Nullable String prevUrl,
        @JsonProperty("next_url") @Nullable String nextUrl,
        List<R> resources) {

    /** The response to the request; {@code path} is encoded already. */
    static <T, R> ListBody<R> of(String path, ListRequest request, Page<T> resultPage, Function<T, R> resource) {
        // An empty list has one page: clients take the number of pages as a count of at least one.
        long pages = Math.max(1, (resultPage.total() + request.perPage() - 1) / request.perPage());
        return new ListBody<>(
                resultPage.total(),
                pages,
                request.page() > 1 ? url(path, request, request.page() - 1) : null,
                request.page() < pages ? url(path, request, request.page() + 1) : null,
                resultPage.items().stream().map(resource).toList());
    }

    private static String url(String path, ListRequest request, int page) {
        String name = request.name();
        return path + "?order-direction=" + (request.newestFirst() ? "desc" : "asc") + "&page=" + page
                + (name == null ? "" : "&q=" + URLEncoder.encode("name:" + name, StandardCharsets.UTF_8))
                + "&results-per-page=" + request.perPage();
    }
}
