package dev.muster.assignmentservice.directory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was received, kept with a command that may yet become a dead letter.
 *
 * @param timestampMs the record's own time, in milliseconds of the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
public record ReceivedRecord(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {

    /** When the record came: the broker's time or the sender's, as the topic has it. */
    public Instant receivedAt() {
        return Instant.ofEpochMilli(timestampMs);
    }

    /** A header of the record. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {}
}
