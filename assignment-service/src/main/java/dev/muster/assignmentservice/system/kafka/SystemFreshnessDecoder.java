package dev.muster.assignmentservice.system.kafka;

import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.system.SystemFreshness;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.messaging.consumer.RecordDecoder;
import dev.muster.schemas.SingleObjectCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the records of {@code inventory.systems}. */
public final class SystemFreshnessDecoder implements RecordDecoder<SystemFreshness> {

    private final SingleObjectCodec<InventorySystemEvent> codec = SingleObjectCodec.of(InventorySystemEvent.class);

    @Override
    public SystemFreshness decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        InventorySystemEvent event = FieldRules.read(codec, record.value());
        FieldRules.requireKey(record.key(), "system_id", event.getSystemId());
        return new SystemFreshness(
                event.getSystemId(),
                SystemFreshness.State.valueOf(event.getState().name()),
                event.getStateSince(),
                event.getApplications(),
                event.getRecordedAt());
    }
}
