package dev.muster.assignmentservice.http;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The paths of a JSON document with the types of their values. */
public final class Shape {

    private Shape() {}

    /** The types by their paths, as in {@code results[0].app.id=STRING}; null is a type. */
    public static Map<String, String> of(JsonNode document) {
        Map<String, String> shape = new TreeMap<>();
        add(shape, "", document);
        return shape;
    }

    private static void add(Map<String, String> shape, String path, JsonNode node) {
        shape.put(path, node.getNodeType().name());
        node.properties().forEach(field -> add(shape, path + "." + field.getKey(), field.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            add(shape, path + "[" + i + "]", node.get(i));
        }
    }
}
