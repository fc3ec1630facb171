package dev.muster.assignmentservice.web;

import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of one request's query. All that is wrong is told at once. */
public final class QueryParameters {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final HttpServletRequest request;
    private final List<Problem> problems = new ArrayList<>();

    /** Those of the request. */
    public QueryParameters(HttpServletRequest request) {
        this.request = request;
    }

    /** The text of 1 to {@code max} characters; null when it is not there or empty. */
    public @Nullable String text(String name, int max) {
        String[] values = request.getParameterValues(name);
        if (values == null || (values.length == 1 && values[0].isEmpty())) {
            return null;
        }
        if (values.length > 1) {
            refuse(name, "must be there once", "");
            return null;
        }
        String value = values[0];
        if (TextValidation.problemOfLine(value, max) != null) {
            refuse(name, "must have 1 to " + max + " characters and no control characters", "");
            return null;
        }
        return value;
    }

    /** The number from 1 to {@code max}, {@code otherwise} when it is not there. */
    public int number(String name, int otherwise, int max) {
        String value = text(name, 100);
        if (value == null) {
            return otherwise;
        }
        int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
        if (number < 1 || number > max) {
            refuse(name, "must be a number from 1 to " + max, value);
            return otherwise;
        }
        return number;
    }

    /** One of the allowed texts, {@code otherwise} when it is not there. */
    public String oneOf(String name, String otherwise, List<String> allowed) {
        String value = text(name, 100);
        if (value == null || allowed.contains(value)) {
            return value == null ? otherwise : value;
        }
        refuse(name, "must be one of " + String.join(", ", allowed), value);
        return otherwise;
    }

    /** Remembers that a parameter is wrong. */
    public void refuse(String name, String message, String value) {
        problems.add(new Problem(name, message, value));
    }

    /**
     * Returns when nothing was wrong.
     *
     * @throws ApiException with all that was
     */
    public void requireGood() {
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }
}
