package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a list: {@code page} from 1, {@code results-per-page} 1 to 100 (50), {@code order-direction} asc
 * or desc (asc), {@code q=name:x}. Other parameters are ignored.
 *
 * @param name filter by name; null for all
 */
record ListRequest(
        int page,
        int perPage,
        boolean newestFirst,
        @Nullable String name) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final String NAME = "name:";
    private static final int MAX_PER_PAGE = 100;
    private static final int DEFAULT_PER_PAGE = 50;

    /** Parses the query; {@code filtered} says whether the list can be filtered by name. */
    static ListRequest of(HttpServletRequest request, boolean filtered) {
        return new ListRequest(
                number(request, "page", 1, Integer.MAX_VALUE),
                number(request, "results-per-page", DEFAULT_PER_PAGE, MAX_PER_PAGE),
                newestFirst(request),
                name(request, filtered));
    }

    PageRequest toPageRequest() {
        return new PageRequest(newestFirst, (page - 1L) * perPage, perPage);
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

    private static @Nullable String name(HttpServletRequest request, boolean filtered) {
        String filter = only(request, "q");
        if (filter == null) {
            return null;
        }
        if (!filtered || !filter.startsWith(NAME) || TextValidation.hasControlCharacter(filter)) {
            throw UserError.badQueryParameter(filtered ? "q must be name:value" : "q is not taken here");
        }
        return filter.substring(NAME.length());
    }
}
