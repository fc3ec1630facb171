package dev.muster.ingestservice.agent.web;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonReader;
import dev.muster.text.JsonReader.Kind;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Streams a JSON document without building a tree, which can be a hundred times as large as the document. Every reader
 * reads the value at the cursor, and leaves the cursor behind it.
 */
final class JsonCursor {

    private static final int MAX_FIELDS = 10_000;

    private final JsonReader reader;

    JsonCursor(String document) {
        reader = JsonReader.skimming(document);
    }

    /** Handles each field of an object or each element of an array. */
    @FunctionalInterface
    interface Reader {

        /** Reads the value at the cursor; {@code name} is the field's, or the element's index in brackets. */
        void read(String name) throws AgentApiException, InvalidJsonException;
    }

    /** Reads the whole document, which has to be a single object. */
    void document(Reader fields) throws AgentApiException {
        try {
            object("body", fields);
            reader.end();
        } catch (InvalidJsonException e) {
            throw AgentApiException.invalid("body", e.getMessage(), "");
        }
    }

    /** Reads an object whose field names have to be unique. */
    void object(String path, Reader fields) throws AgentApiException, InvalidJsonException {
        require(Kind.OBJECT, path, "an object");
        Set<String> names = new HashSet<>();
        reader.beginObject();
        for (String name = reader.nextName(); name != null; name = reader.nextName()) {
            if (!names.add(name)) {
                throw AgentApiException.invalid(path, "has a field more than once", name);
            }
            if (names.size() > MAX_FIELDS) {
                throw AgentApiException.invalid(path, "has more than " + MAX_FIELDS + " fields", "");
            }
            fields.read(name);
        }
    }

    /** Reads an object, or skips null. */
    void objectOrNull(String path, Reader fields) throws AgentApiException, InvalidJsonException {
        if (!skipNull()) {
            object(path, fields);
        }
    }

    /** Reads an array of at most {@code maxElements}. */
    void array(String path, int maxElements, Reader elements) throws AgentApiException, InvalidJsonException {
        require(Kind.ARRAY, path, "an array");
        reader.beginArray();
        for (int count = 0; reader.nextElement(); count++) {
            if (count == maxElements) {
                throw AgentApiException.invalid(path, "has more than " + maxElements + " elements", "");
            }
            elements.read("[" + count + "]");
        }
    }

    /** Reads a string or null. */
    @Nullable
    String text(String path) throws AgentApiException, InvalidJsonException {
        if (skipNull()) {
            return null;
        }
        require(Kind.STRING, path, "a string");
        return reader.readString();
    }

    /** Reads a string; null for a value of another type, which is skipped. */
    @Nullable
    String textOrSkip() throws InvalidJsonException {
        if (reader.peek() != Kind.STRING) {
            reader.skip();
            return null;
        }
        return reader.readString();
    }

    /** Reads a string, a whole number as text, or null. */
    @Nullable
    String textOrNumber(String path) throws AgentApiException, InvalidJsonException {
        if (reader.peek() != Kind.NUMBER) {
            return text(path);
        }
        String number = reader.readLiteral();
        if (!number.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
            throw wrongType(path, "a string", number);
        }
        return number;
    }

    /** Skips null, if that is the value at the cursor. Returns whether it was. */
    boolean skipNull() throws InvalidJsonException {
        boolean isNull = reader.peek() == Kind.NULL;
        if (isNull) {
            reader.skip();
        }
        return isNull;
    }

    void skip() throws InvalidJsonException {
        reader.skip();
    }

    /** Reads a value of any type as it is written. */
    String rawValue() throws InvalidJsonException {
        return reader.readRaw();
    }

    private void require(Kind kind, String path, String expected) throws AgentApiException, InvalidJsonException {
        Kind found = reader.peek();
        if (found != kind) {
            String value = found == Kind.OBJECT || found == Kind.ARRAY
                    ? ""
                    : found == Kind.STRING ? reader.readString() : reader.readLiteral();
            throw wrongType(path, expected, value);
        }
    }

    private static AgentApiException wrongType(String path, String expected, String found) {
        return AgentApiException.invalid(path, "has to be " + expected, found);
    }
}
