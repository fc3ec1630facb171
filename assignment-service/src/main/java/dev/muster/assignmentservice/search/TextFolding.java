package dev.muster.assignmentservice.search;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folds a text for searching and sorting: compatibility decomposition (NFKD), without combining marks (general category
 * M), full case folding (C and F of Unicode's {@code CaseFolding.txt}; not the Turkic T). {@code Äpfel}, its decomposed
 * form and {@code ÄPFEL} all become {@code apfel}, {@code Straße} becomes {@code strasse}.
 *
 * <p>Deterministic and idempotent. Printable ASCII is converted to lower case. Characters that were
 * assigned after the Unicode version of the running JDK (13 for JDK 17) may stay as they are; the folding of assigned ones
 * never changes, by Unicode's stability policies.
 */
public final class TextFolding {

    /** Limit of {@link #foldPrefix} in code points. */
    public static final int MAX_LENGTH = 400;

    /** Limit in bytes of UTF-8: an index entry with the raw text and an id stays below 2,704 bytes. */
    public static final int MAX_BYTES = 1_000;

    private static final int DOTLESS_I = 0x131;
    private static final int CAPITAL_SHARP_S = 0x1E9E;
    private static final int FIRST_OF_TWO_BYTES = 0x80;

    private TextFolding() {}

    /** The whole folded text; a character may become up to eighteen. */
    public static String fold(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder folded = new StringBuilder(text.length() + 8);
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(one -> !isMark(one))
                .forEach(one -> appendFolded(one, folded));
        return folded.toString();
    }

    /** The folded text, truncated to {@link #MAX_LENGTH} and {@link #MAX_BYTES}. */
    public static String foldPrefix(String text) {
        String folded = fold(text);
        int end = 0;
        int length = 0;
        int bytes = 0;
        while (end < folded.length()) {
            int one = folded.codePointAt(end);
            bytes += bytes(one);
            length++;
            if (length > MAX_LENGTH || bytes > MAX_BYTES) {
                return folded.substring(0, end);
            }
            end += Character.charCount(one);
        }
        return folded;
    }

    /** Whether the text has no character beyond U+007F. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_OF_TWO_BYTES) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /**
     * The JDK has no case folding. The lower case of the full upper case, for each character (so that all forms of sigma
     * become one), equals {@code CaseFolding.txt} with three exceptions: Cherokee folds to upper case, the capital sharp s
     * has no other upper case, and the dotless i is a letter of its own.
     */
    private static void appendFolded(int codePoint, StringBuilder folded) {
        if (codePoint == CAPITAL_SHARP_S) {
            folded.append("ss");
        } else if (codePoint == DOTLESS_I) {
            folded.appendCodePoint(codePoint);
        } else if (isCherokee(codePoint)) {
            folded.appendCodePoint(Character.toUpperCase(codePoint));
        } else {
            Character.toString(codePoint)
                    .toUpperCase(Locale.ROOT)
                    .codePoints()
                    .forEach(one -> folded.appendCodePoint(Character.toLowerCase(one)));
        }
    }

    private static boolean isCherokee(int codePoint) {
        return (codePoint >= 0x13A0 && codePoint <= 0x13FD) || (codePoint >= 0xAB70 && codePoint <= 0xABBF);
    }

    private static int bytes(int codePoint) {
        if (codePoint < FIRST_OF_TWO_BYTES) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
    }
}
