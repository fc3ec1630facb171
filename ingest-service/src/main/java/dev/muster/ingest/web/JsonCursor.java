package dev.muster.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingest.inventory.ReportRules;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/**
 * Goes through a JSON document without building it: a tree of a small document can be a hundred times as large. Every
 * reader starts at the first token of its value and leaves the cursor at the last one.
 */
final class JsonCursor implements AutoCloseable {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_FIELDS = 10_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(ReportRules.MAX_JSON_BYTES)
                    .build())
            .build();

    private final byte[] source;
    private final JsonParser parser;

    JsonCursor(byte[] source) {
        this.source = source;
        parser = FACTORY.createParser(ObjectReadContext.empty(), source);
    }

    /** What is done with each field of an object, or with each element of an array. */
    @FunctionalInterface
    interface Reader {

        /** Reads the value at the cursor; {@code name} is the field's, or the element's index in brackets. */
        void read(String name) throws Refusal;
    }

    /** Reads the whole document, which has to be an object with nothing behind it. */
    void document(Reader fields) throws Refusal {
        try {
            parser.nextToken();
            object("body", fields);
            if (parser.nextToken() != null) {
                throw Refusal.invalid("body", "has something behind its end", "");
            }
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ", at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw Refusal.invalid(
                    "body",
                    "is not JSON of at most " + MAX_DEPTH + " levels, with names and numbers of ordinary length"
                            + place,
                    "");
        }
    }

    /** Reads an object, in which no name may stand twice. */
    void object(String path, Reader fields) throws Refusal {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongType(path, "an object");
        }
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!names.add(name)) {
                throw Refusal.invalid(path, "has a field more than once", name);
            }
            if (names.size() > MAX_FIELDS) {
                throw Refusal.invalid(path, "has more than " + MAX_FIELDS + " fields", "");
            }
            parser.nextToken();
            fields.read(name);
        }
    }

    /** Reads an object, or nothing where null stands instead. */
    void objectOrNull(String path, Reader fields) throws Refusal {
        if (!isNull()) {
            object(path, fields);
        }
    }

    /** Reads an array of at most so many elements. */
    void array(String path, int maxElements, Reader elements) throws Refusal {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongType(path, "an array");
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count == maxElements) {
                throw Refusal.invalid(path, "has more than " + maxElements + " elements", "");
            }
            elements.read("[" + count + "]");
            count++;
        }
    }

    /** A string, or null where null stands. */
    @Nullable
    String text(String path) throws Refusal {
        if (isNull()) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType(path, "a string");
        }
        return parser.getString();
    }

    /** A string or a whole number as text, or null where null stands. */
    @Nullable
    String textOrNumber(String path) throws Refusal {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getString() : text(path);
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    void skip() {
        parser.skipChildren();
    }

    /** Copies the field at the cursor, its value as it was written. */
    void copyField(StringBuilder out) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(parser.currentName(), out);
        out.append("\":");
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        out.append(new String(source, start, end - start, UTF_8));
    }

    private Refusal wrongType(String path, String expected) {
        JsonToken found = parser.currentToken();
        String value = found != null && found.isScalarValue() ? parser.getString() : "";
        return Refusal.invalid(path, "has to be " + expected, value == null ? "" : value);
    }

    @Override
    public void close() {
        parser.close();
    }
}
