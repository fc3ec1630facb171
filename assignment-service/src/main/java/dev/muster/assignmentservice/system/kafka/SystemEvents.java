package dev.muster.assignmentservice.system.kafka;

import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.assignmentservice.system.ManagedSystem;
import dev.muster.directory.SystemEvent;
import dev.muster.directory.SystemState;
import dev.muster.schemas.Topics;
import java.util.Objects;

/** Events of systems. */
public final class SystemEvents {

    private SystemEvents() {}

    public static DirectoryEventEncoder<ManagedSystem> encoder() {
        return new DirectoryEventEncoder<>(
                Topics.DIRECTORY_SYSTEMS, ManagedSystem.class, SystemEvent.class, SystemEvents::systemEvent);
    }

    private static SystemEvent systemEvent(Change<ManagedSystem> change) {
        ManagedSystem after = Objects.requireNonNull(change.after(), "systems are never removed");
        return SystemEvent.newBuilder()
                .setSystemId(after.systemId())
                .setRevision(change.revision())
                .setChange(DirectoryEventEncoder.typeOf(change))
                .setChanged(after.changedFields(change.before()))
                .setBefore(change.before() == null ? null : state(change.before()))
                .setAfter(state(after))
                .setCause(DirectoryEventEncoder.causeOf(change))
                .setRecordedAt(change.recordedAt())
                .build();
    }

    private static SystemState state(ManagedSystem system) {
        return new SystemState(system.systemId(), system.name(), system.organizationId());
    }
}
