package dev.muster.text;

import dev.muster.text.InvalidJsonException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of JSON (RFC 8259) with the limits that all interfaces share: {@value #MAX_LEVELS} levels, names
 * of {@value #MAX_NAME_LENGTH} and numbers of {@value #MAX_NUMBER_DIGITS} characters, exponents up to {@value
 * #MAX_EXPONENT}, neither U+0000 nor unpaired surrogates. PostgreSQL can store JSON within these limits as json and
 * cast it to jsonb. Numbers stay text, so they are never rounded. The caller limits the length of the text.
 *
 * <p>Each method consumes one whole value, or one part of an object or array, with the white space before it.
 */
public final class JsonReader {

    /** The maximum nesting depth of objects and arrays. */
    public static final int MAX_LEVELS = 100;

    /** The longest name of a member, in UTF-16 code units. */
    public static final int MAX_NAME_LENGTH = 50_000;

    /** The maximum number of digits of a number as written, including its exponent. */
    public static final int MAX_NUMBER_DIGITS = 1_000;

    /** The maximum absolute value of an exponent. */
    public static final int MAX_EXPONENT = 10_000;

    /** The kind of a value, recognized by its first character. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    private static final char END = 0;

    private final String json;
    private final boolean anyCharacter;
    private final boolean anyExponent;
    private int at;
    private int level;
    private boolean first;

    public JsonReader(String json) {
        this(json, false, false);
    }

    private JsonReader(String json, boolean anyCharacter, boolean anyExponent) {
        this.json = json;
        this.anyCharacter = anyCharacter;
        this.anyExponent = anyExponent;
    }

    /**
     * Like the constructor, but accepts U+0000 and unpaired surrogates: for documents of which only parts are stored,
     * so that the caller can report the field that contains them.
     */
    public static JsonReader ofDocument(String json) {
        return new JsonReader(json, true, false);
    }

    /**
     * Like {@link #ofDocument}, and without a limit on exponents: for documents of which most parts are skipped. The
     * caller has to check the parts that it uses as JSON.
     */
    public static JsonReader skimming(String json) {
        return new JsonReader(json, true, true);
    }

    /** The kind of the next value, which is not consumed. */
    public Kind peek() throws InvalidJsonException {
        return switch (token()) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            default -> throw notJson();
        };
    }

    /** The index of the next value or of the end, from 0. */
    public int position() {
        token();
        return at;
    }

    /** Consumes the start of an object; call {@link #nextName} next. */
    public void beginObject() throws InvalidJsonException {
        begin('{');
    }

    /**
     * Consumes the name of the next member, which its value follows; at the end of the object consumes that and returns
     * null.
     */
    public @Nullable String nextName() throws InvalidJsonException {
        if (!hasNext('}')) {
            return null;
        }
        if (token() != '"') {
            throw notJson();
        }
        String name = string();
        if (name.length() > MAX_NAME_LENGTH) {
            throw invalid("has a name of more than " + MAX_NAME_LENGTH + " characters");
        }
        take(':');
        return name;
    }

    /** Consumes the start of an array; call {@link #nextElement} next. */
    public void beginArray() throws InvalidJsonException {
        begin('[');
    }

    /** Whether another element follows; at the end of the array consumes that and returns false. */
    public boolean nextElement() throws InvalidJsonException {
        return hasNext(']');
    }

    /** Consumes a string and decodes its escapes. */
    public String readString() throws InvalidJsonException {
        if (token() != '"') {
            throw notJson();
        }
        return string();
    }

    /** Consumes a number, a boolean or null and returns it as written. */
    public String readLiteral() throws InvalidJsonException {
        int from = position();
        skipLiteral();
        return json.substring(from, at);
    }

    /** Consumes a value of any kind and returns it as written. */
    public String readRaw() throws InvalidJsonException {
        int from = position();
        skip();
        return json.substring(from, at);
    }

    /** Consumes a value of any kind. */
    public void skip() throws InvalidJsonException {
        switch (token()) {
            case '{' -> skipObject();
            case '[' -> skipArray();
            case '"' -> skipString();
            default -> skipLiteral();
        }
    }

    /** Requires the end of the text; only white space may precede it. */
    public void end() throws InvalidJsonException {
        if (token() != END || at < json.length()) {
            throw invalid("has something behind its end");
        }
    }

    private void begin(char bracket) throws InvalidJsonException {
        take(bracket);
        if (++level > MAX_LEVELS) {
            throw invalid("has more than " + MAX_LEVELS + " levels");
        }
        first = true;
    }

    private boolean hasNext(char bracket) throws InvalidJsonException {
        boolean isFirst = first;
        first = false;
        if (token() == bracket) {
            at++;
            level--;
            return false;
        }
        if (!isFirst) {
            take(',');
        }
        return true;
    }

    private void skipObject() throws InvalidJsonException {
        begin('{');
        while (hasNext('}')) {
            if (token() != '"') {
                throw notJson();
            }
            if (skipString() > MAX_NAME_LENGTH) {
                throw invalid("has a name of more than " + MAX_NAME_LENGTH + " characters");
            }
            take(':');
            skip();
        }
    }

    private void skipArray() throws InvalidJsonException {
        begin('[');
        while (hasNext(']')) {
            skip();
        }
    }

    /** Returns the number of UTF-16 code units. */
    private int skipString() throws InvalidJsonException {
        int from = ++at;
        for (; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                return at++ - from;
            }
            if (c < ' ' || c == '\\' || Character.isSurrogate(c)) {
                at = from;
                return unescaped(null);
            }
        }
        throw notJson();
    }

    private String string() throws InvalidJsonException {
        int from = at + 1;
        for (int i = from; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                at = i + 1;
                return json.substring(from, i);
            }
            if (c < ' ' || c == '\\' || Character.isSurrogate(c)) {
                break;
            }
        }
        at = from;
        StringBuilder out = new StringBuilder();
        unescaped(out);
        return out.toString();
    }

    /** Consumes the rest of a string and its end. Returns the number of UTF-16 code units. */
    private int unescaped(@Nullable StringBuilder out) throws InvalidJsonException {
        int length = 0;
        boolean high = false;
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"' && (!high || anyCharacter)) {
                at++;
                return length;
            }
            if (c < ' ') {
                throw notJson();
            }
            at++;
            if (c == '\\') {
                c = escaped();
            }
            if (c == 0 && !anyCharacter) {
                throw invalid("has the character U+0000");
            }
            if (high != Character.isLowSurrogate(c) && !anyCharacter) {
                throw invalid("has half of a surrogate pair");
            }
            high = Character.isHighSurrogate(c);
            length++;
            if (out != null) {
                out.append(c);
            }
        }
        throw notJson();
    }

    private char escaped() throws InvalidJsonException {
        char c = at < json.length() ? json.charAt(at++) : END;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw notJson();
        };
    }

    private char hexadecimal() throws InvalidJsonException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char c = at < json.length() ? json.charAt(at++) : END;
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw notJson();
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private void skipLiteral() throws InvalidJsonException {
        switch (token()) {
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void word(String word) throws InvalidJsonException {
        if (!json.startsWith(word, at)) {
            throw notJson();
        }
        at += word.length();
    }

    private void number() throws InvalidJsonException {
        if (character() == '-') {
            at++;
        }
        int digits = 1;
        if (character() == '0') {
            at++;
        } else {
            digits = digits();
        }
        if (character() == '.') {
            at++;
            digits += digits();
        }
        if (character() == 'e' || character() == 'E') {
            at++;
            if (character() == '+' || character() == '-') {
                at++;
            }
            int exponent = at;
            digits += digits();
            checkExponent(exponent);
        }
        if (digits > MAX_NUMBER_DIGITS) {
            throw invalid("has a number of more than " + MAX_NUMBER_DIGITS + " digits");
        }
    }

    private int digits() throws InvalidJsonException {
        int from = at;
        while (isDigit(character())) {
            at++;
        }
        if (at == from) {
            throw notJson();
        }
        return at - from;
    }

    private void checkExponent(int from) throws InvalidJsonException {
        int exponent = 0;
        for (int i = from; i < at && exponent <= MAX_EXPONENT; i++) {
            exponent = exponent * 10 + (json.charAt(i) - '0');
        }
        if (exponent > MAX_EXPONENT && !anyExponent) {
            throw invalid("has an exponent beyond " + MAX_EXPONENT);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private char character() {
        return at < json.length() ? json.charAt(at) : END;
    }

    private void take(char expected) throws InvalidJsonException {
        if (token() != expected) {
            throw notJson();
        }
        at++;
    }

    /** The next character after white space; it is not consumed. */
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

    private InvalidJsonException notJson() {
        return character() == END && at < json.length()
                ? invalid("has the character U+0000")
                : invalid("is not JSON, at character " + at);
    }

    private InvalidJsonException invalid(String message) {
        return new InvalidJsonException(Reason.INVALID, message, at);
    }
}
