package dev.muster.assignment.kafka;

import dev.muster.assignment.ownership.ApplicationNews;
import dev.muster.inventory.ApplicationChange;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes the application's id from the records of {@code inventory.applications}, when it was forgotten, from tombstones,
 * and whether it may have returned. States are not read: what counts is what the view says when the record is handled,
 * and that may be newer.
 */
final class ApplicationKeyDecoder implements RecordDecoder<ApplicationNews> {

    private static final Set<String> NO_RETURN = Set.of(
            ApplicationChange.APPEARED.name(), ApplicationChange.CHANGED.name(), ApplicationChange.REMOVED.name());

    private final ApplicationChangeReader changes = new ApplicationChangeReader();

    @Override
    public ApplicationNews decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        String applicationId = FieldRules.requireKey(record.key());
        FieldRules.requireApplicationId(applicationId);
        byte @Nullable [] value = record.value();
        if (value == null) {
            return ApplicationNews.forgotten(applicationId, Instant.ofEpochMilli(record.timestamp()));
        }
        String change = changes.read(value);
        return change != null && NO_RETURN.contains(change)
                ? ApplicationNews.changed(applicationId)
                : ApplicationNews.returned(applicationId);
    }
}
