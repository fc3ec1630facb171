package dev.muster.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates ids and names. Lengths are in Unicode code points. */
public final class TextValidation {

    private static final Pattern LINE_CHARACTERS = Pattern.compile("[\t\r\n]");

    private TextValidation() {}

    /**
     * Checks an id: it has 1 to {@code maxLength} code points, is not blank, and has neither control characters nor
     * unpaired surrogates.
     *
     * @return the problem, which completes a message that begins with the name of the field; null when the id is valid
     */
    public static @Nullable String problemOfId(String id, int maxLength) {
        if (isBlank(id)) {
            return "is blank";
        }
        return problemOfLine(id, maxLength);
    }

    /** Like {@link #problemOfId}, for a text that may be blank. */
    public static @Nullable String problemOfLine(String text, int maxLength) {
        if (isLongerThan(text, maxLength)) {
            return "has more than " + maxLength + " characters";
        }
        if (hasControlCharacter(text)) {
            return "has a control character";
        }
        return hasUnpairedSurrogate(text) ? "has half of a surrogate pair" : null;
    }

    /** Like {@link #problemOfLine}, for a text that may have tabs and line ends. */
    public static @Nullable String problemOfText(String text, int maxLength) {
        return problemOfLine(LINE_CHARACTERS.matcher(text).replaceAll(" "), maxLength);
    }

    /** Whether a text is empty or has only Unicode white space and invisible characters. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (!isInvisible(codePoint)) {
                return false;
            }
            i += Character.charCount(codePoint);
        }
        return true;
    }

    /** Whether a text has an ISO control character: U+0000 to U+001F, U+007F to U+009F. */
    public static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text has an unpaired surrogate, which UTF-8 cannot encode. */
    public static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Whether a text has more than {@code maxLength} code points. */
    public static boolean isLongerThan(String text, int maxLength) {
        return text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength;
    }

    private static boolean isInvisible(int codePoint) {
        if (codePoint > ' ' && codePoint < 0x7F) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isIgnorable(codePoint);
        };
    }

    /**
     * Those of Unicode's Default_Ignorable_Code_Point that are in other categories, and the Braille pattern without
     * dots.
     */
    private static boolean isIgnorable(int codePoint) {
        return switch (codePoint) {
            case 0x034F,
                    0x115F,
                    0x1160,
                    0x17B4,
                    0x17B5,
                    0x180B,
                    0x180C,
                    0x180D,
                    0x180F,
                    0x2065,
                    0x2800,
                    0x3164,
                    0xFFA0 -> true;
            default ->
                (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                        || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
                        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
        };
    }
}
