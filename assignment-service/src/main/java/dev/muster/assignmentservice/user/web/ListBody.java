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
        StringBuilder url = new StringBuilder(path).append('?');
        if (request.orderBy() != null) {
            url.append("order-by=").append(request.orderBy()).append('&');
        }
        url.append("order-direction=")
                .append(request.newestFirst() ? "desc" : "asc")
                .append("&page=")
                .append(page);
        request.filterTexts()
                .forEach(text -> url.append('&')
                        .append(ListRequest.FILTER)
                        .append('=')
                        .append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        return url.append("&results-per-page=").append(request.perPage()).toString();
    }
}
