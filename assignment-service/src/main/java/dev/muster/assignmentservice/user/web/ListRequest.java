package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.user.UserStore.OrganizationOrder;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a list: {@code page} from 1, {@code results-per-page} 1 to 100 (50), {@code order-direction} asc
 * or desc (asc), {@code order-by}, and any number of filters {@code q=key:value} and {@code q=key IN value,value}, also
 * several in one, with semicolons. Other parameters are ignored.
 *
 * @param orderBy as given; null for the order of creation
 * @param filters the values of each filter, of which one has to match; values of several filters with one key are those that
 *     all of them have
 * @param filterTexts the parameters {@code q} as given
 */
record ListRequest(
        int page,
        int perPage,
        boolean newestFirst,
        @Nullable String orderBy,
        Map<String, Set<String>> filters,
        List<String> filterTexts) {

    /** The parameter of filters. */
    static final String FILTER = "q";

    /** The order of creation, also that of the Cloud Controller's ids. */
    static final String ORDER_BY_ID = "id";

    static final String ORDER_BY_NAME = "name";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final int MAX_PER_PAGE = 100;
    private static final int DEFAULT_PER_PAGE = 50;

    /**
     * Parses the query.
     *
     * @param keys of the filters that the list has
     * @param orders the values of {@code order-by} that the list has
     */
    static ListRequest of(HttpServletRequest request, Collection<String> keys, Collection<String> orders) {
        List<String> filterTexts = filterTexts(request);
        return new ListRequest(
                number(request, "page", 1, Integer.MAX_VALUE),
                number(request, "results-per-page", DEFAULT_PER_PAGE, MAX_PER_PAGE),
                newestFirst(request),
                orderBy(request, orders),
                filters(filterTexts, keys),
                filterTexts);
    }

    PageRequest toPageRequest() {
        return new PageRequest(newestFirst, (page - 1L) * perPage, perPage);
    }

    OrganizationOrder toOrganizationOrder() {
        return ORDER_BY_NAME.equals(orderBy) ? OrganizationOrder.NAME : OrganizationOrder.CREATED;
    }

    private static @Nullable String only(HttpServletRequest request, String parameter) {
        String[] values = request.getParameterValues(parameter);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw UserError.badQueryParameter(parameter + " stands there twice");
        }
        return values[0];
    }

    private static int number(HttpServletRequest request, String parameter, int defaultValue, int max) {
        String text = only(request, parameter);
        if (text == null) {
            return defaultValue;
        }
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > max) {
            throw UserError.badQueryParameter(
                    parameter + " must be an integer from 1" + (max == Integer.MAX_VALUE ? "" : " to " + max));
        }
        return number;
    }

    private static boolean newestFirst(HttpServletRequest request) {
        String direction = only(request, "order-direction");
        if (direction == null || direction.equals("asc")) {
            return false;
        }
        if (!direction.equals("desc")) {
            throw UserError.badQueryParameter("order-direction must be asc or desc");
        }
        return true;
    }

    private static @Nullable String orderBy(HttpServletRequest request, Collection<String> orders) {
        String orderBy = only(request, "order-by");
        if (orderBy != null && !orders.contains(orderBy)) {
            throw UserError.badQueryParameter("order-by must be " + String.join(" or ", orders));
        }
        return orderBy;
    }

    private static List<String> filterTexts(HttpServletRequest request) {
        String[] texts = request.getParameterValues(FILTER);
        return texts == null ? List.of() : List.of(texts);
    }

    private static Map<String, Set<String>> filters(List<String> texts, Collection<String> keys) {
        String anyKey = String.join("|", keys);
        Pattern filter = Pattern.compile("(" + anyKey + ")(:| IN )(.*)");
        // A value may contain a semicolon: only one before another filter separates.
        Pattern separator = Pattern.compile(";(?=(?:" + anyKey + ")(?::| IN ))");
        Map<String, Set<String>> filters = new LinkedHashMap<>();
        for (String text : texts) {
            for (String one : separator.split(text, -1)) {
                Matcher matcher = filter.matcher(one);
                if (!matcher.matches() || TextValidation.hasControlCharacter(one)) {
                    throw UserError.badQueryParameter(
                            "q must be key:value or key IN value,value with a key of " + String.join(", ", keys));
                }
                Set<String> values = values(matcher.group(2), matcher.group(3));
                filters.merge(matcher.group(1), values, ListRequest::common);
            }
        }
        return filters;
    }

    private static Set<String> values(String operator, String text) {
        return operator.equals(":")
                ? Set.of(text)
                : new LinkedHashSet<>(
                        Stream.of(text.split(",", -1)).map(String::strip).toList());
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        Set<String> common = new LinkedHashSet<>(some);
        common.retainAll(others);
        return common;
    }
}
