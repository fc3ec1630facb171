package dev.muster.assignmentservice.rule;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and texts. Numbers and booleans are texts as written; null is null. */
final class JsonTree {

    private JsonTree() {}

    /** The next value of the reader. Of several members with one name the last counts. */
    static @Nullable Object read(JsonReader reader) throws InvalidJsonException {
        return read(reader, name -> {});
    }

    /** The next value of the reader; {@code repeated} receives the names that an object has more than once. */
    static @Nullable Object read(JsonReader reader, Consumer<String> repeated) throws InvalidJsonException {
        return switch (reader.peek()) {
            case OBJECT -> readObject(reader, repeated);
            case ARRAY -> readArray(reader, repeated);
            case STRING -> reader.readString();
            case NUMBER, BOOLEAN -> reader.readLiteral();
            case NULL -> {
                reader.readLiteral();
                yield null;
            }
        };
    }

    private static Map<String, @Nullable Object> readObject(JsonReader reader, Consumer<String> repeated)
            throws InvalidJsonException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        reader.beginObject();
        for (String name = reader.nextName(); name != null; name = reader.nextName()) {
            if (members.containsKey(name)) {
                repeated.accept(name);
            }
            members.put(name, read(reader, repeated));
        }
        return members;
    }

    private static List<@Nullable Object> readArray(JsonReader reader, Consumer<String> repeated)
            throws InvalidJsonException {
        List<@Nullable Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.nextElement()) {
            elements.add(read(reader, repeated));
        }
        return elements;
    }
}
