package dev.muster.assignmentservice.system.kafka;

import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.assignmentservice.system.ManagedSystem;
import dev.muster.assignmentservice.system.SystemChange;
import dev.muster.directory.DirectoryCause;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.SystemState;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;

/** Encodes changes of systems. */
public final class SystemEventEncoder implements DirectoryEventEncoder<SystemChange> {

    private final SingleObjectCodec<SystemEvent> events = SingleObjectCodec.of(SystemEvent.class);

    @Override
    public Class<SystemChange> changeType() {
        return SystemChange.class;
    }

    @Override
    public OutboxMessage encode(SystemChange change) {
        String id = change.after().systemId();
        SystemEvent value = SystemEvent.newBuilder()
                .setSystemId(id)
                .setRevision(change.revision())
                .setChange(change.before() == null ? DirectoryChange.REGISTERED : DirectoryChange.CHANGED)
                .setChanged(change.after().changedFields(change.before()))
                .setBefore(change.before() == null ? null : state(change.before()))
                .setAfter(state(change.after()))
                .setCause(new DirectoryCause(change.commandId(), change.actor()))
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(Topics.DIRECTORY_SYSTEMS, id.getBytes(StandardCharsets.UTF_8), events.encode(value));
    }

    private static SystemState state(ManagedSystem system) {
        return new SystemState(system.systemId(), system.name(), system.organizationId());
    }
}
