package dev.muster.assignmentservice.application.kafka;

import dev.muster.assignmentservice.kafka.InvalidRecordException;
import dev.muster.assignmentservice.kafka.RecordDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * As {@link ApplicationKeyDecoder}, for a second listener of the same topic: a record that is wrong becomes one dead
 * letter, by the first one. Here it is an empty id, which no application has.
 */
public final class ProjectionKeyDecoder implements RecordDecoder<String> {

    private final ApplicationKeyDecoder keys = new ApplicationKeyDecoder();

    @Override
    public String decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return keys.decode(record).applicationId();
        } catch (InvalidRecordException e) {
            return "";
        }
    }
}
