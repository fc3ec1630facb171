package dev.muster.cli.terminal;

/** Makes text from elsewhere harmless for a terminal: control and direction characters become \\u escapes, as in JSON. */
public final class TerminalText {

    private TerminalText() {}

    /** Escapes everything but line ends and tabs; JSON keeps its meaning. */
    public static String of(String text) {
        return escape(text, false);
    }

    /** Escapes line ends and tabs too: the text stays within its line and its column. */
    public static String inLine(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean inLine) {
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmful(c, inLine)) {
                if (escaped == null) {
                    escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                escaped.append(String.format("\\u%04x", (int) c));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static boolean isHarmful(char c, boolean inLine) {
        if (c == '\n' || c == '\t') {
            return inLine;
        }
        return Character.isISOControl(c) || isDirection(c) || c == '\u2028' || c == '\u2029';
    }

    /** Marks, embeddings, overrides and isolates, which show text in another order than it has. */
    private static boolean isDirection(char c) {
        return c == '\u061c'
                || (c >= '\u200e' && c <= '\u200f')
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
