package dev.muster.text;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses UUIDs strictly, unlike {@link UUID#fromString}, which accepts groups that are too short. */
public final class UuidParser {

    private static final Pattern CANONICAL = Pattern.compile("(?i)[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");

    private UuidParser() {}

    /** Parses the canonical form, in any case; null when the text is none. */
    public static @Nullable UUID parse(String text) {
        return CANONICAL.matcher(text).matches() ? UUID.fromString(text.toLowerCase(Locale.ROOT)) : null;
    }
}
