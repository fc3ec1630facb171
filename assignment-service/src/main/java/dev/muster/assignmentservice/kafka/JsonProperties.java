package dev.muster.assignmentservice.kafka;

import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.JsonObjects;

/** Validates JSON objects in text fields. */
public final class JsonProperties {

    private static final int MAX_BYTES = 64 * 1024;

    private JsonProperties() {}

    /** The object without insignificant whitespace. */
    public static String compact(String field, String json) throws InvalidRecordException {
        try {
            return JsonObjects.compact(json, MAX_BYTES);
        } catch (InvalidJsonException e) {
            throw new InvalidRecordException(e.reason().code(), field + " " + e.getMessage());
        }
    }
}
