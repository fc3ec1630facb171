package dev.muster.assignmentservice.organization.web;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses booleans of forms and query parameters, ignoring case. */
final class BooleanParser {

    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    private BooleanParser() {}

    /** Null when the text is not a boolean. */
    static @Nullable Boolean of(String text) {
        String spelled = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(spelled)) {
            return true;
        }
        return FALSE.contains(spelled) ? false : null;
    }
}
