package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.DetailsChange.FieldChange;
import dev.muster.text.TextValidation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validates details of applications. Lengths are in code points. */
public final class DetailsRules {

    private static final int MAX_DISPLAY_NAME = 128;
    private static final int MAX_URL = 2_048;
    private static final int MAX_NOTES = 2_000;

    private DetailsRules() {}

    /** The problems by field; empty when valid. */
    public static Map<String, String> problems(DetailsChange change) {
        Map<String, String> problems = new LinkedHashMap<>();
        addProblem(problems, "display_name", change.displayName(), DetailsRules::displayName);
        addProblem(problems, "url", change.url(), DetailsRules::url);
        addProblem(problems, "notes", change.notes(), DetailsRules::notes);
        return problems;
    }

    private interface Rule {
        @Nullable
        String problemOf(String value);
    }

    private static void addProblem(Map<String, String> problems, String field, FieldChange fieldChange, Rule rule) {
        String problem = fieldChange.value() == null ? null : rule.problemOf(fieldChange.value());
        if (problem != null) {
            problems.put(field, problem);
        }
    }

    private static @Nullable String displayName(String text) {
        return TextValidation.isBlank(text)
                        || length(text) > MAX_DISPLAY_NAME
                        || TextValidation.hasControlCharacter(text)
                ? "must have 1 to 128 characters, not only blanks, and no control characters"
                : null;
    }

    private static @Nullable String notes(String text) {
        return TextValidation.problemOfText(text, MAX_NOTES) != null
                ? "must have at most 2000 characters, and no control characters but tabs and line ends"
                : null;
    }

    private static @Nullable String url(String text) {
        return length(text) > MAX_URL || !isHttp(text)
                ? "must be an http or https URL with a host, of at most 2048 characters"
                : null;
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
