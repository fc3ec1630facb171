package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.directory.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The requested page: {@code page} from 1 (1), {@code page_size} 1 to 100 (20). */
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
        if (values == null) {
            return defaultValue;
        }
        int number = values.length == 1 && NUMBER.matcher(values[0]).matches() ? Integer.parseInt(values[0]) : 0;
        if (number < 1 || number > max) {
            throw AssociationErrorFormat.paginationInvalid();
        }
        return number;
    }
}
