package dev.muster.assignmentservice.web;

import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of a request and collects their problems, to report them together. */
public final class QueryParameters {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final int MAX_SHOWN_NAME = 100;

    /** Credentials, which some clients send with every request, are no parameters of a route. */
    private static final Set<String> CREDENTIALS = Set.of("token", "access_token");

    private final HttpServletRequest request;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>(CREDENTIALS);

    public QueryParameters(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * Requires that a request has no parameters.
     *
     * @throws ApiException with all that it has
     */
    public static void requireNone(HttpServletRequest request) {
        new QueryParameters(request).requireValid();
    }

    /** The text of 1 to {@code max} characters; null when it is missing or empty. */
    public @Nullable String text(String name, int max) {
        known.add(name);
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

    /** All different texts of 1 to {@code maxLength} characters of a parameter that may be repeated; empty ones are ignored. */
    public List<String> texts(String name, int maxLength, int maxValues) {
        known.add(name);
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return List.of();
        }
        List<String> texts = Arrays.stream(values)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (texts.size() > maxValues) {
            addProblem(name, "must not have more than " + maxValues + " values", "");
        } else if (texts.stream().anyMatch(text -> TextValidation.problemOfLine(text, maxLength) != null)) {
            addProblem(name, "must have 1 to " + maxLength + " characters and no control characters", "");
        } else {
            return texts;
        }
        return List.of();
    }

    /** Whether a parameter is true; false when it is missing. */
    public boolean flag(String name) {
        return oneOf(name, "false", List.of("true", "false")).equals("true");
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
     * Requires that there are no problems, and no parameters that were not read: data that an unknown filter did not limit
     * would be taken for the filtered data.
     *
     * @throws ApiException with all problems
     */
    public void requireValid() {
        Collections.list(request.getParameterNames()).stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> addProblem(shown(name), "is no parameter of this path", ""));
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    private static String shown(String name) {
        return TextValidation.problemOfLine(name, MAX_SHOWN_NAME) == null ? name : "parameter";
    }
}
