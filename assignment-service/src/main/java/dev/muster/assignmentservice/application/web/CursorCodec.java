package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Encodes cursors as opaque text. They contain no secrets, and begin with the version of the sort orders: a cursor of
 * another version is not valid in this one.
 */
final class CursorCodec {

    static final int MAX_LENGTH = 8_192;

    private static final String SEPARATOR = "\n";
    private static final String VERSION = "2";
    private static final Pattern VERSIONED = Pattern.compile("[0-9]{1,9}\n.*", Pattern.DOTALL);
    private static final Pattern DIRECTION = Pattern.compile("asc|desc");
    private static final Pattern LEVEL = Pattern.compile("-1|[0-9]{1,9}");

    private CursorCodec() {}

    static String encode(Cursor cursor) {
        String text = String.join(
                SEPARATOR,
                VERSION,
                cursor.order().sort().code(),
                cursor.order().descending() ? "desc" : "asc",
                cursor.applicationId(),
                cursor.key());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Decodes a cursor; null when {@link #encode} of this version did not produce the text. */
    static @Nullable Cursor decode(String cursor) {
        String text = decodeText(cursor);
        return text == null || !text.startsWith(VERSION + SEPARATOR)
                ? null
                : parse(text.substring(VERSION.length() + SEPARATOR.length()));
    }

    /** Whether another version of this service produced the text. Up to 0.1.0, cursors had no version. */
    static boolean isFromOtherVersion(String cursor) {
        String text = decodeText(cursor);
        return text != null
                && !text.startsWith(VERSION + SEPARATOR)
                && (VERSIONED.matcher(text).matches() || parse(text) != null);
    }

    private static @Nullable Cursor parse(String text) {
        String[] parts = text.split(SEPARATOR, 4);
        if (parts.length != 4
                || !DIRECTION.matcher(parts[1]).matches()
                || !isStorable(parts[2])
                || !isStorable(parts[3])) {
            return null;
        }
        Optional<ApplicationOrder.Sort> sort = ApplicationOrder.Sort.of(parts[0]);
        if (sort.isEmpty() || !isKey(sort.get(), parts[3])) {
            return null;
        }
        return new Cursor(new ApplicationOrder(sort.get(), parts[1].equals("desc")), parts[3], parts[2]);
    }

    private static @Nullable String decodeText(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0;
    }

    private static boolean isKey(ApplicationOrder.Sort sort, String text) {
        if (sort == ApplicationOrder.Sort.CERTIFICATION_LEVEL) {
            return LEVEL.matcher(text).matches();
        }
        return !sort.isTime() || isTime(text);
    }

    private static boolean isTime(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.isAfter(Instant.EPOCH.minusSeconds(1)) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
