package dev.muster.ingest.kafka;

/**
 * Recognizes the JSON objects that nearly all reports have: short, of printable ASCII without escapes, with whole
 * numbers only. Of any other text it says nothing: a parser has to look at that.
 */
final class PlainJson {

    /** Also less than the longest name that the parser takes. */
    private static final int MOST_CHARACTERS = 16 * 1024;

    private static final int MOST_LEVELS = 50;
    private static final int MOST_DIGITS = 18;
    private static final char END = 0;

    private final String json;
    private int at;
    private int level;

    private PlainJson(String json) {
        this.json = json;
    }

    /** Whether the text is such an object. */
    static boolean isObject(String json) {
        if (json.length() > MOST_CHARACTERS) {
            return false;
        }
        PlainJson plain = new PlainJson(json);
        return plain.token() == '{' && plain.value() && plain.token() == END && plain.at == json.length();
    }

    private boolean value() {
        return switch (token()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> text();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean members() {
        at++;
        if (++level > MOST_LEVELS) {
            return false;
        }
        if (!took('}')) {
            do {
                if (token() != '"' || !text() || !took(':') || !value()) {
                    return false;
                }
            } while (took(','));
            if (!took('}')) {
                return false;
            }
        }
        level--;
        return true;
    }

    private boolean elements() {
        at++;
        if (++level > MOST_LEVELS) {
            return false;
        }
        if (!took(']')) {
            do {
                if (!value()) {
                    return false;
                }
            } while (took(','));
            if (!took(']')) {
                return false;
            }
        }
        level--;
        return true;
    }

    private boolean text() {
        for (at++; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            if (c < ' ' || c > '~' || c == '\\') {
                return false;
            }
        }
        return false;
    }

    private boolean number() {
        int begin = json.startsWith("-", at) ? at + 1 : at;
        at = begin;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        int digits = at - begin;
        return digits == 1 || (digits > 1 && digits <= MOST_DIGITS && json.charAt(begin) != '0');
    }

    private boolean word(String word) {
        boolean found = json.startsWith(word, at);
        at += word.length();
        return found;
    }

    private boolean took(char expected) {
        boolean found = token() == expected;
        at += found ? 1 : 0;
        return found;
    }

    /** What stands next, but for white space; it is not taken. */
    private char token() {
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            at++;
        }
        return END;
    }
}
