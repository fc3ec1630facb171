package dev.muster.assignmentservice.organization.web;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Booleans as forms and addresses spell them, in any case. */
final class BooleanParser {

    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    private BooleanParser() {}

    /** Null when the text is none. */
    static @Nullable Boolean of(String text) {
        String spelled = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(spelled)) {
            return true;
        }
        return FALSE.contains(spelled) ? false : null;
    }
}
