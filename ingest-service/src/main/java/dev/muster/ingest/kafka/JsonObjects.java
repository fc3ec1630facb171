package dev.muster.ingest.kafka;

import dev.muster.ingest.inventory.InvalidReportException;
import dev.muster.ingest.inventory.ReportRules;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Tells whether a text is a JSON object that can be stored, without building it. */
final class JsonObjects {

    private static final int MAX_DEPTH = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(ReportRules.MAX_JSON_LENGTH)
                    .build())
            .build();

    private JsonObjects() {}

    static void check(String field, String json) throws InvalidReportException {
        if (json.equals("{}")) {
            return;
        }
        if (json.length() > ReportRules.MAX_JSON_LENGTH) {
            throw new InvalidReportException(
                    "json_too_large", field + " has more than " + ReportRules.MAX_JSON_LENGTH + " characters");
        }
        if (json.indexOf('\0') >= 0) {
            throw new InvalidReportException("json_invalid", field + " has the character U+0000");
        }
        try (JsonParser parser = FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidReportException("json_not_object", field + " is no JSON object");
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean isText = token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING;
                if (isText && parser.getString().indexOf('\0') >= 0) {
                    throw new InvalidReportException("json_invalid", field + " has the character U+0000");
                }
            }
        } catch (JacksonException e) {
            throw new InvalidReportException(
                    "json_invalid",
                    field + " is not JSON of at most " + MAX_DEPTH + " levels, at character "
                            + e.getLocation().getCharOffset());
        }
    }
}
