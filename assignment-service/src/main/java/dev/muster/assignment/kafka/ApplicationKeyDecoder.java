package dev.muster.assignment.kafka;

import dev.muster.assignment.ownership.ApplicationNews;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes the application's id from the records of {@code inventory.applications}, and when it was forgotten, from
 * tombstones. Values are not read: what counts is what the view says when the record is handled, and that may be newer.
 */
final class ApplicationKeyDecoder implements RecordDecoder<ApplicationNews> {

    @Override
    public ApplicationNews decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        String applicationId = FieldRules.requireKey(record.key());
        FieldRules.requireApplicationId(applicationId);
        return new ApplicationNews(
                applicationId, record.value() == null ? Instant.ofEpochMilli(record.timestamp()) : null);
    }
}
