package dev.muster.messaging.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record to send.
 *
 * @param key messages of the same key, of any topic, are sent in the order in which they were appended
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboxMessage(String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /** A Kafka header. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {}

    /** A message without headers. */
    public OutboxMessage(String topic, byte[] key, byte @Nullable [] value) {
        this(topic, key, value, List.of());
    }
}
