package dev.muster.messaging.consumer;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of a poll after decoding.
 *
 * @param value may be null when the record is rejected
 * @param rejection null when the record is valid
 */
public record DecodedRecord<T>(
        ConsumerRecord<byte[], byte[]> record,
        @Nullable T value,
        @Nullable Rejection rejection) {

    /**
     * Why a record becomes a dead letter.
     *
     * @param reason a published reason code, such as {@code malformed}
     * @param message what is wrong and where, without payload
     */
    public record Rejection(String reason, String message) {}

    /** A record with a valid value. */
    public static <T> DecodedRecord<T> valid(ConsumerRecord<byte[], byte[]> record, T value) {
        return new DecodedRecord<>(record, value, null);
    }

    /** A record for the dead letters, with its value if it was decoded. */
    public static <T> DecodedRecord<T> rejected(
            ConsumerRecord<byte[], byte[]> record, @Nullable T value, String reason, String message) {
        return new DecodedRecord<>(record, value, new Rejection(reason, message));
    }

    /** The value of a record that is not rejected. */
    public T validValue() {
        return requireNonNull(value);
    }
}
