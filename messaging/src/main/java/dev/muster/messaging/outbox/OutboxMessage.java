package dev.muster.messaging.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record to be.
 *
 * @param key messages of the same key, of whatever topic, leave in the order in which they were appended
 * @param value null is a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
public record OutboxMessage(String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /** A Kafka header. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {}

    /** A message without headers. */
    public OutboxMessage(String topic, byte[] key, byte @Nullable [] value) {
        this(topic, key, value, List.of());
    }
}
