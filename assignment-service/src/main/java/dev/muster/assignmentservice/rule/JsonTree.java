package dev.muster.assignmentservice.rule;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists and texts. Numbers and booleans are texts as written; null is null. Of several members with one name
 * the last counts.
 */
final class JsonTree {

    private JsonTree() {}

    /** The next value of the reader. */
    static @Nullable Object read(JsonReader reader) throws InvalidJsonException {
        return switch (reader.peek()) {
            case OBJECT -> readObject(reader);
            case ARRAY -> readArray(reader);
            case STRING -> reader.readString();
            case NUMBER, BOOLEAN -> reader.readLiteral();
            case NULL -> {
                reader.readLiteral();
                yield null;
            }
        };
    }

    private static Map<String, @Nullable Object> readObject(JsonReader reader) throws InvalidJsonException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        reader.beginObject();
        for (String name = reader.nextName(); name != null; name = reader.nextName()) {
            members.put(name, read(reader));
        }
        return members;
    }

    private static List<@Nullable Object> readArray(JsonReader reader) throws InvalidJsonException {
        List<@Nullable Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.nextElement()) {
            elements.add(read(reader));
        }
        return elements;
    }
}
