package dev.muster.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.text.InvalidJsonException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks, normalizes and compares JSON objects that are received and stored as text. Two objects are the same if they
 * differ only in white space, the order of members (except members of the same name) and the escaping of characters.
 * Numbers are compared as written: 1, 1.0 and 1e0 are different.
 */
public final class JsonObjects {

    private static final int MAX_BYTES_OF_A_CHAR = 3;

    private JsonObjects() {}

    /**
     * Checks that a text is a JSON object within the limits of {@link JsonReader}.
     *
     * @param maxBytes the maximum length in bytes of UTF-8
     */
    public static void check(String json, int maxBytes) throws InvalidJsonException {
        if (json.length() > maxBytes / MAX_BYTES_OF_A_CHAR && json.getBytes(UTF_8).length > maxBytes) {
            throw new InvalidJsonException(Reason.TOO_LARGE, "has more than " + maxBytes + " bytes", 0);
        }
        JsonReader in = new JsonReader(json);
        requireObject(json, in);
        in.skip();
        in.end();
    }

    /**
     * The same object without white space between its parts, its members in their order, numbers as they are written.
     *
     * @param maxBytes the maximum length of the given text in bytes of UTF-8
     * @throws InvalidJsonException also when a name occurs twice in an object
     */
    public static String compact(String json, int maxBytes) throws InvalidJsonException {
        check(json, maxBytes);
        StringBuilder out = new StringBuilder(json.length());
        new Writer(new JsonReader(json), out, false).value();
        return out.toString();
    }

    /** The canonical text of an object: members ordered by name, no white space. */
    public static String canonical(String json) throws InvalidJsonException {
        JsonReader in = new JsonReader(json);
        requireObject(json, in);
        StringBuilder out = new StringBuilder(json.length());
        new Writer(in, out, true).value();
        in.end();
        return out.toString();
    }

    /** Whether two texts are the same object; texts that are not JSON objects are compared as text. */
    public static boolean areSame(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        try {
            return canonical(one).equals(canonical(other));
        } catch (InvalidJsonException e) {
            return false;
        }
    }

    /**
     * Appends a member.
     *
     * @param value JSON, which is not checked
     */
    public static void appendMember(StringBuilder out, String name, String value) {
        appendString(out, name);
        out.append(':').append(value);
    }

    private static void requireObject(String json, JsonReader in) throws InvalidJsonException {
        int begin = in.position();
        if (begin == json.length() || json.charAt(begin) != '{') {
            throw new InvalidJsonException(Reason.NOT_OBJECT, "is no JSON object", begin);
        }
    }

    /** Copies a value. Sorting copies the members of an object once, so at most once for each level. */
    private static final class Writer {

        private final JsonReader in;
        private final StringBuilder out;
        private final boolean sorted;

        Writer(JsonReader in, StringBuilder out, boolean sorted) {
            this.in = in;
            this.out = out;
            this.sorted = sorted;
        }

        /** A member in the output, from its name to the end of its value. */
        private record Member(String name, int begin, int end) {}

        void value() throws InvalidJsonException {
            switch (in.peek()) {
                case OBJECT -> object();
                case ARRAY -> array();
                case STRING -> appendString(out, in.readString());
                default -> out.append(in.readLiteral());
            }
        }

        private void object() throws InvalidJsonException {
            in.beginObject();
            out.append('{');
            int begin = out.length();
            List<Member> members = new ArrayList<>();
            Set<String> names = sorted ? Set.of() : new HashSet<>();
            boolean inOrder = true;
            String last = "";
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                if (!sorted && !names.add(name)) {
                    throw new InvalidJsonException(Reason.INVALID, "has a name twice in an object", in.position());
                }
                if (out.length() > begin) {
                    out.append(',');
                }
                int from = out.length();
                appendString(out, name);
                out.append(':');
                value();
                members.add(new Member(name, from, out.length()));
                inOrder &= last.compareTo(name) <= 0;
                last = name;
            }
            if (sorted && !inOrder) {
                sort(begin, members);
            }
            out.append('}');
        }

        private void sort(int begin, List<Member> members) {
            String written = out.substring(begin);
            out.setLength(begin);
            members.sort(Comparator.comparing(Member::name)); // stable: keeps the order of members of the same name
            for (Member member : members) {
                if (out.length() > begin) {
                    out.append(',');
                }
                out.append(written, member.begin() - begin, member.end() - begin);
            }
        }

        private void array() throws InvalidJsonException {
            in.beginArray();
            out.append('[');
            for (boolean first = true; in.nextElement(); first = false) {
                if (!first) {
                    out.append(',');
                }
                value();
            }
            out.append(']');
        }
    }

    /** Appends a JSON string; escapes only where JSON requires it, in the shortest form. */
    public static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
