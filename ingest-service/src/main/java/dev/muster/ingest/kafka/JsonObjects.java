package dev.muster.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingest.inventory.InvalidReportException;
import dev.muster.ingest.inventory.ReportRules;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Tells whether a text is a JSON object that can be stored, without building it. */
final class JsonObjects {

    private static final int MAX_BYTES_OF_A_CHAR = 3;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_EXPONENT = 10_000;
    private static final int DIGITS_OF_A_LONG = 18;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(ReportRules.MAX_JSON_BYTES)
                    .build())
            .build();

    private JsonObjects() {}

    static void check(String field, String json) throws InvalidReportException {
        if (PlainJson.isObject(json)) {
            return;
        }
        if (json.length() > ReportRules.MAX_JSON_BYTES / MAX_BYTES_OF_A_CHAR
                && json.getBytes(UTF_8).length > ReportRules.MAX_JSON_BYTES) {
            throw new InvalidReportException(
                    "json_too_large", field + " has more than " + ReportRules.MAX_JSON_BYTES + " bytes");
        }
        if (json.indexOf('\0') >= 0) {
            throw new InvalidReportException("json_invalid", field + " has the character U+0000");
        }
        boolean mayHideCharacters = json.indexOf('\\') >= 0 || !isStorable(json);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidReportException("json_not_object", field + " is no JSON object");
            }
            int depth = 1;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0) {
                    throw new InvalidReportException("json_invalid", field + " has something behind its object");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                checkNumber(field, token, parser);
                if (mayHideCharacters) {
                    checkText(field, token, parser);
                }
            }
        } catch (JacksonException e) {
            throw new InvalidReportException(
                    "json_invalid",
                    field + " is not JSON of at most " + MAX_DEPTH
                            + " levels, with names and numbers of ordinary length"
                            + (e.getLocation() == null
                                    ? ""
                                    : ", at character " + e.getLocation().getCharOffset()));
        }
    }

    /** What PostgreSQL takes as json but not as jsonb would fail everybody who casts the column. */
    private static void checkText(String field, JsonToken token, JsonParser parser) throws InvalidReportException {
        boolean isText = token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING;
        if (isText && !isStorable(parser.getString())) {
            throw new InvalidReportException(
                    "json_invalid", field + " has the character U+0000 or half of a surrogate pair");
        }
    }

    private static void checkNumber(String field, JsonToken token, JsonParser parser) throws InvalidReportException {
        boolean isShort = token == JsonToken.VALUE_NUMBER_INT && parser.getStringLength() <= DIGITS_OF_A_LONG;
        if (token.isNumeric() && !isShort && !isStorableNumber(parser)) {
            throw new InvalidReportException("json_invalid", field + " has an exponent beyond " + MAX_EXPONENT);
        }
    }

    private static boolean isStorableNumber(JsonParser parser) {
        try {
            int scale = parser.getDecimalValue().scale();
            return scale <= MAX_EXPONENT && scale >= -MAX_EXPONENT;
        } catch (NumberFormatException | ArithmeticException e) {
            // An exponent that not even Java's numbers have.
            return false;
        }
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
