package dev.muster.assignmentservice.application.kafka;

import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.messaging.consumer.RecordDecoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the same records as {@link ApplicationKeyDecoder} for a second listener. An invalid record becomes a dead letter
 * in the first listener only; here it yields an empty id, which no application has.
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
