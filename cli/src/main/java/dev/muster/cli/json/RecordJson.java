package dev.muster.cli.json;

import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts Avro records to plain JSON: times in ISO 8601, ids and enums as strings, strings that contain JSON as JSON.
 * An action is wrapped in an object named after its type.
 */
public final class RecordJson {

    /** Fields whose strings contain JSON objects; a document may be YAML, which stays a string. */
    static final Set<String> JSON_FIELDS = Set.of("inventory_data", "backup_data", "services_data", "document");

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RecordJson() {}

    /** Returns the record as a JSON object with the fields of its schema. */
    public static ObjectNode of(SpecificRecord record) {
        ObjectNode object = MAPPER.createObjectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            object.set(field.name(), node(field, value));
        }
        return object;
    }

    private static JsonNode node(Schema.Field field, @Nullable Object value) {
        if (value instanceof String text && JSON_FIELDS.contains(field.name())) {
            return parse(text);
        }
        JsonNode node = node(value);
        if (value instanceof SpecificRecord record && isAction(field.schema())) {
            return MAPPER.createObjectNode().set(record.getSchema().getName(), node);
        }
        return node;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return MAPPER.nullNode();
        }
        if (value instanceof SpecificRecord record) {
            return of(record);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = MAPPER.createArrayNode();
            list.forEach(item -> array.add(node(item)));
            return array;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return MAPPER.valueToTree(value);
        }
        return MAPPER.getNodeFactory().stringNode(value instanceof Instant time ? time.toString() : value.toString());
    }

    private static boolean isAction(Schema schema) {
        return schema.isUnion() && !schema.isNullable();
    }

    private static JsonNode parse(String text) {
        try {
            JsonObjects.check(text, Integer.MAX_VALUE);
            return MAPPER.readTree(text);
        } catch (InvalidJsonException | JacksonException e) {
            return MAPPER.getNodeFactory().stringNode(text);
        }
    }
}
