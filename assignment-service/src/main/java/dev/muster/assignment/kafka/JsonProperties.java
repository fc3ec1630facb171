package dev.muster.assignment.kafka;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects that come as text. */
final class JsonProperties {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonProperties() {}

    /** The same object without white space between its parts. */
    static String compact(String field, String json) throws InvalidRecordException {
        if (json.length() > MAX_CHARACTERS) {
            throw new InvalidRecordException(
                    "json_too_large", field + " has more than " + MAX_CHARACTERS + " characters");
        }
        try {
            JsonNode read = JSON.readTree(json);
            if (!read.isObject()) {
                throw new InvalidRecordException("json_not_object", field + " is no JSON object");
            }
            String compact = read.toString();
            if (compact.contains("\\u0000")) {
                throw new InvalidRecordException("json_invalid", field + " has the character U+0000");
            }
            return compact;
        } catch (JacksonException e) {
            throw new InvalidRecordException(
                    "json_invalid",
                    field + " is not JSON of at most " + MAX_DEPTH + " levels, without names that come twice");
        }
    }
}
