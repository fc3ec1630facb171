package dev.muster.assignmentservice.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shape of JSON: the keys of its objects and the types of their values. All elements of an array have the shape of the
 * first element in the document.
 */
public final class DocumentShape {

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document;
    private final Set<String> mayBeNull;
    private final Set<String> mayBeMissing;

    private DocumentShape(JsonNode document, Set<String> mayBeNull, Set<String> mayBeMissing) {
        this.document = document;
        this.mayBeNull = mayBeNull;
        this.mayBeMissing = mayBeMissing;
    }

    /** The shape of a document's example: a test resource, {@code /contracts/…}. */
    public static DocumentShape of(String resource) {
        return new DocumentShape(read(resource), Set.of(), Set.of());
    }

    /** The shape of an example. */
    public static DocumentShape of(JsonNode example) {
        return new DocumentShape(example, Set.of(), Set.of());
    }

    /** A test resource as JSON. */
    public static JsonNode read(String resource) {
        try (InputStream in = DocumentShape.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same shape, but the values at the paths, such as {@code data.notes}, may be null. */
    public DocumentShape nullable(String... paths) {
        return new DocumentShape(document, Set.copyOf(Arrays.asList(paths)), mayBeMissing);
    }

    /** The same shape, but the values at the paths may be missing. */
    public DocumentShape optional(String... paths) {
        return new DocumentShape(document, mayBeNull, Set.copyOf(Arrays.asList(paths)));
    }

    /** How the JSON differs from the shape, one line each; empty when it does not. */
    public List<String> differences(JsonNode actual) {
        List<String> differences = new ArrayList<>();
        compare("", document, actual, differences);
        return differences;
    }

    private void compare(String path, JsonNode expected, JsonNode actual, List<String> differences) {
        if (actual.isNull() && mayBeNull.contains(path)) {
            return;
        }
        if (expected.getNodeType() != actual.getNodeType()) {
            differences.add(path + " is " + actual.getNodeType() + ", not " + expected.getNodeType());
        } else if (expected.isObject()) {
            compareObjects(path, expected, actual, differences);
        } else if (expected.isArray() && !expected.isEmpty()) {
            for (JsonNode element : actual) {
                compare(path + "[]", expected.get(0), element, differences);
            }
        }
    }

    private void compareObjects(String path, JsonNode expected, JsonNode actual, List<String> differences) {
        Set<String> keys = new TreeSet<>(expected.propertyNames());
        keys.addAll(actual.propertyNames());
        for (String key : keys) {
            String at = path.isEmpty() ? key : path + "." + key;
            if (!expected.has(key)) {
                differences.add(at + " is there and is not in the document");
            } else if (actual.has(key)) {
                compare(at, expected.get(key), actual.get(key), differences);
            } else if (!mayBeMissing.contains(at)) {
                differences.add(at + " is missing");
            }
        }
    }
}
