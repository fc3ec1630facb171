package dev.muster.messaging.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes and validates a record of a topic. */
public interface RecordDecoder<C> {

    /**
     * Decodes a record.
     *
     * @throws InvalidRecordException when the record is invalid
     */
    C decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException;
}
