package dev.muster.assignmentservice.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns one record of a topic into what the feature understands. */
public interface RecordDecoder<C> {

    /**
     * Decodes and validates.
     *
     * @throws InvalidRecordException when the record is none of its topic
     */
    C decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException;
}
