package dev.muster.messaging.consumer;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Remembers how far a consumer group has read, in the database that keeps what came of it. */
@FunctionalInterface
public interface ReadPositions {

    /** Remembers nothing. */
    ReadPositions NONE = records -> {};

    /**
     * The records were read, and everything before them in their partitions. Call it last in the transaction that has what
     * came of them: one statement.
     */
    void remember(List<ConsumerRecord<byte[], byte[]>> records);
}
