package dev.muster.assignment.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes the application's id from the records of {@code inventory.applications}. Their values are not read: what counts
 * is what the view says when the record is handled, and that may be newer.
 */
final class ApplicationKeyDecoder implements RecordDecoder<String> {

    @Override
    public String decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        FieldRules.requireKey(record.key());
        String applicationId = new String(record.key(), StandardCharsets.UTF_8);
        FieldRules.requireApplicationId(applicationId);
        return applicationId;
    }
}
