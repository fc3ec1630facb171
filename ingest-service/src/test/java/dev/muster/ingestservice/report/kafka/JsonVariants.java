package dev.muster.ingestservice.report.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Writes a few JSON objects in many ways, and remembers which object each text represents. */
final class JsonVariants {

    private static final Map<String, String> OBJECTS = new ConcurrentHashMap<>();

    private final Random random;

    private JsonVariants(Random random) {
        this.random = random;
    }

    /** A random text of one of the objects. */
    static String random(Random random) {
        JsonVariants variants = new JsonVariants(random);
        int object = random.nextInt(5);
        String text = variants.written(object);
        OBJECTS.put(text, "object " + object);
        return text;
    }

    /** Identifies the object of a text; other texts are returned as they are. */
    static String canonical(String text) {
        return OBJECTS.getOrDefault(text, text);
    }

    private String written(int object) {
        return switch (object) {
            case 0 -> object(member("a", "1"), member("b", nested("1", "2.0")));
            case 1 -> object(member("a", "1"), member("b", nested("2.0", "1")));
            case 2 -> object(member("a", "1.0"), member("b", nested("1", "2.0")));
            // A repeated name: these two members keep their order.
            case 3 -> object(member("a", "1") + comma() + member("a", "2"), member("b", nested("1", "2.0")));
            default -> object(member("a", "2") + comma() + member("a", "1"), member("b", nested("1", "2.0")));
        };
    }

    private String nested(String first, String second) {
        return object(
                member("c", "[" + space() + first + comma() + second + "]"), member("é", one("\"/\"", "\"\\/\"")));
    }

    private String member(String name, String value) {
        String escaped = name.equals("é")
                ? one("é", "\\u00e9", "\\u00E9")
                : one(name, String.format("\\u%04x", (int) name.charAt(0)));
        return "\"" + escaped + "\"" + space() + ":" + space() + value;
    }

    private String object(String... members) {
        List<String> shuffled = new ArrayList<>(List.of(members));
        Collections.shuffle(shuffled, random);
        return "{" + space() + String.join(comma(), shuffled) + space() + "}";
    }

    private String comma() {
        return space() + "," + space();
    }

    private String space() {
        return one("", "", "", " ", "\n", "\t ");
    }

    private String one(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
