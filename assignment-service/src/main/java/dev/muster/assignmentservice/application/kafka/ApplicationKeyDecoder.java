package dev.muster.assignmentservice.application.kafka;

import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.inventory.ApplicationChange;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.messaging.consumer.RecordDecoder;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of {@code inventory.applications}: the application's id, the time of its deletion from tombstones, and
 * whether it may have returned. Does not decode states: handlers read the current state, which may be newer, from the view.
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
            return ApplicationChanged.deleted(applicationId, Instant.ofEpochMilli(record.timestamp()));
        }
        String change = changes.read(value);
        return change != null && NO_RETURN.contains(change)
                ? ApplicationChanged.changed(applicationId)
                : ApplicationChanged.returned(applicationId);
    }
}
