package dev.muster.messaging.consumer;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stores how far a consumer group has read, in the same database as the results. */
@FunctionalInterface
public interface ReadPositions {

    /** Stores nothing. */
    ReadPositions NONE = records -> {};

    /**
     * Stores that the records and everything before them in their partitions were read. Call it last in the transaction
     * that stores the results. It is one statement.
     */
    void remember(List<ConsumerRecord<byte[], byte[]>> records);
}
