package dev.muster.assignmentservice.application.kafka;

import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.kafka.InvalidRecordException;
import dev.muster.assignmentservice.kafka.RecordDecoder;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
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
public final class ApplicationKeyDecoder implements RecordDecoder<ApplicationChanged> {

    private static final Set<String> NO_RETURN = Set.of(
            ApplicationChange.APPEARED.name(), ApplicationChange.CHANGED.name(), ApplicationChange.REMOVED.name());

    private final ApplicationChangeReader changes = new ApplicationChangeReader();

    @Override
    public ApplicationChanged decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        String applicationId = FieldRules.requireKey(record.key());
        FieldRules.requireApplicationId(applicationId);
        byte @Nullable [] value = record.value();
        if (value == null) {
            return ApplicationChanged.forgotten(applicationId, Instant.ofEpochMilli(record.timestamp()));
        }
        String change = changes.read(value);
        return change != null && NO_RETURN.contains(change)
                ? ApplicationChanged.changed(applicationId)
                : ApplicationChanged.returned(applicationId);
    }
}
