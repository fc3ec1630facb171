package dev.muster.assignmentservice.web;

import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of a request and collects their problems, to report them together. */
public final class QueryParameters {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final HttpServletRequest request;
    private final List<Problem> problems = new ArrayList<>();

    public QueryParameters(HttpServletRequest request) {
        this.request = request;
    }

    /** The text of 1 to {@code max} characters; null when it is missing or empty. */
    public @Nullable String text(String name, int max) {
        String[] values = request.getParameterValues(name);
        if (values == null || (values.length == 1 && values[0].isEmpty())) {
            return null;
        }
        if (values.length > 1) {
            addProblem(name, "must be there once", "");
            return null;
        }
        String value = values[0];
        if (TextValidation.problemOfLine(value, max) != null) {
            addProblem(name, "must have 1 to " + max + " characters and no control characters", "");
            return null;
        }
        return value;
    }

    /** The number from 1 to {@code max}, {@code defaultValue} when it is missing. */
    public int number(String name, int defaultValue, int max) {
        String value = text(name, 100);
        if (value == null) {
            return defaultValue;
        }
        int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
        if (number < 1 || number > max) {
            addProblem(name, "must be a number from 1 to " + max, value);
            return defaultValue;
        }
        return number;
    }

    /** One of the allowed texts, {@code defaultValue} when it is missing. */
    public String oneOf(String name, String defaultValue, List<String> allowed) {
        String value = text(name, 100);
        if (value == null || allowed.contains(value)) {
            return value == null ? defaultValue : value;
        }
        addProblem(name, "must be one of " + String.join(", ", allowed), value);
        return defaultValue;
    }

    public void addProblem(String name, String message, String value) {
        problems.add(new Problem(name, message, value));
    }

    /**
     * Requires that there are no problems.
     *
     * @throws ApiException with all problems
     */
    public void requireValid() {
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }
}
