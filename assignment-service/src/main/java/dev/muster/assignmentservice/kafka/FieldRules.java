package dev.muster.assignmentservice.kafka;

import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.messaging.consumer.RecordTime;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.text.TextValidation;
import dev.muster.text.Utf8;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Validates fields that all commands have. */
public final class FieldRules {

    /** In code points. */
    static final int MAX_ID = 100;

    /** In code points: {system_id}_{module_id}. */
    private static final int MAX_APPLICATION_ID = 2 * MAX_ID + 1;

    /** In code points. */
    static final int MAX_ISSUED_BY = 256;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration MAX_AHEAD = Duration.ofMinutes(10);

    private FieldRules() {}

    public static <T extends SpecificRecord> T read(SingleObjectCodec<T> codec, byte @Nullable [] value)
            throws InvalidRecordException {
        try {
            return codec.decode(value);
        } catch (UnreadableValueException e) {
            throw new InvalidRecordException(e.reason().code(), e.getMessage());
        }
    }

    public static void requireKey(byte @Nullable [] key, String field, String id) throws InvalidRecordException {
        if (!requireKey(key).equals(id)) {
            throw new InvalidRecordException("key_mismatch", "the key is not the value's " + field);
        }
    }

    /** The key as text. */
    public static String requireKey(byte @Nullable [] key) throws InvalidRecordException {
        if (key == null || key.length == 0) {
            throw new InvalidRecordException("key_missing", "the record has no key");
        }
        String text = Utf8.decodeOrNull(key);
        if (text == null) {
            throw new InvalidRecordException("malformed", "the key is not UTF-8");
        }
        return text;
    }

    public static void requireId(String field, String id) throws InvalidRecordException {
        require(field, TextValidation.problemOfId(id, MAX_ID));
    }

    public static void requireApplicationId(String id) throws InvalidRecordException {
        require("application_id", TextValidation.problemOfId(id, MAX_APPLICATION_ID));
    }

    /** As an id, but it may be blank. */
    public static void requireWellFormedId(String field, String id) throws InvalidRecordException {
        require(field, TextValidation.problemOfLine(id, MAX_ID));
    }

    private static void require(String field, @Nullable String problem) throws InvalidRecordException {
        if (problem != null) {
            throw new InvalidRecordException("id_invalid", field + " " + problem);
        }
    }

    public static void requireIssuedBy(String issuedBy) throws InvalidRecordException {
        if (TextValidation.problemOfId(issuedBy, MAX_ISSUED_BY) != null) {
            throw new InvalidRecordException(
                    "issued_by_invalid",
                    "issued_by has 1 to " + MAX_ISSUED_BY + " characters, is not blank and has no control characters");
        }
    }

    /**
     * Requires a time from 2000 on and at most 10 min after the record was received.
     *
     * @param receivedAt the timestamp of the record, not the time of reading
     */
    public static void requireIssuedAt(Instant issuedAt, Instant receivedAt) throws InvalidRecordException {
        if (issuedAt.isBefore(EARLIEST) || issuedAt.isAfter(receivedAt.plus(MAX_AHEAD))) {
            throw new InvalidRecordException(
                    "issued_at_invalid",
                    "issued_at is " + issuedAt + ": before 2000 or more than 10 min ahead of when the record came");
        }
    }

    /** Requires a plausible record timestamp, see {@link RecordTime#problem}. */
    public static void requireUsableTime(ConsumerRecord<?, ?> record, Instant now) throws InvalidRecordException {
        String problem = RecordTime.problem(record, now);
        if (problem != null) {
            throw new InvalidRecordException(RecordTime.REASON, problem);
        }
    }
}
