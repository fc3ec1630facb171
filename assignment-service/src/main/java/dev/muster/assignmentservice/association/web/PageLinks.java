package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.web.PublicUrls;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The header Link of a page: first, prev, last and next. Links repeat the query with another {@code page}, without
 * credentials; of a long query, only the page size is repeated. All client input is encoded again, so that it cannot
 * end the URL or the header.
 */
@Component
final class PageLinks {

    private static final Set<String> CREDENTIALS = Set.of("token", "access_token");

    /** In characters. There are four links, and encoding may triple the length. */
    private static final int MAX_REPEATED_QUERY_LENGTH = 1_000;

    private final PublicUrls urls;

    PageLinks(PublicUrls urls) {
        this.urls = urls;
    }

    String of(HttpServletRequest request, PageParameters page, long total) {
        long last = Math.max(1, (total + page.size() - 1) / page.size());
        List<String> links = new ArrayList<>();
        links.add(link(request, 1, "first"));
        if (page.page() > 1) {
            links.add(link(request, page.page() - 1L, "prev"));
        }
        links.add(link(request, last, "last"));
        if (page.page() < last) {
            links.add(link(request, page.page() + 1L, "next"));
        }
        return String.join(", ", links);
    }

    private String link(HttpServletRequest request, long page, String rel) {
        Map<String, String[]> query = new LinkedHashMap<>(request.getParameterMap());
        query.keySet().removeAll(CREDENTIALS);
        if (request.getQueryString() != null && request.getQueryString().length() > MAX_REPEATED_QUERY_LENGTH) {
            query.keySet().retainAll(Set.of(PageParameters.SIZE));
        }
        query.put(PageParameters.PAGE, new String[] {Long.toString(page)});
        List<String> parameters = new ArrayList<>();
        query.forEach((name, values) -> {
            for (String value : values) {
                parameters.add(encode(name) + "=" + encode(value));
            }
        });
        return "<" + urls.of(request, path(request)) + "?" + String.join("&", parameters) + ">; rel=\"" + rel + "\"";
    }

    /** The encoded path, as received. */
    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The requested page: {@code page} from 1 (1), {@code page_size} 1 to 100 (20). An empty parameter counts as absent. */
    record PageParameters(int page, int size) {

        static final String PAGE = "page";
        static final String SIZE = "page_size";

        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
        private static final int DEFAULT_SIZE = 20;
        private static final int MAX_SIZE = 100;

        static PageParameters of(HttpServletRequest request) {
            return new PageParameters(
                    number(request.getParameterValues(PAGE), 1, Integer.MAX_VALUE),
                    number(request.getParameterValues(SIZE), DEFAULT_SIZE, MAX_SIZE));
        }

        PageRequest toPageRequest() {
            return new PageRequest(false, (page - 1L) * size, size);
        }

        private static int number(String[] values, int defaultValue, int max) {
            if (values == null || (values.length == 1 && values[0].isEmpty())) {
                return defaultValue;
            }
            int number = values.length == 1 && NUMBER.matcher(values[0]).matches() ? Integer.parseInt(values[0]) : 0;
            if (number < 1 || number > max) {
                throw AssociationErrorFormat.paginationInvalid();
            }
            return number;
        }
    }
}
