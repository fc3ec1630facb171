package dev.muster.assignmentservice.directory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as received, stored with its command because it may still become a dead letter.
 *
 * @param timestampMs the record's own time, in milliseconds of the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are passed on and never compared
public record ReceivedRecord(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    /** The time of the record: append time or create time, as the topic is configured. */
    public Instant receivedAt() {
        return Instant.ofEpochMilli(timestampMs);
    }

    /** A header of the record. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {}
}
