package dev.muster.assignmentservice.association.kafka;

import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.association.AssociationChange;
import dev.muster.assignmentservice.directory.kafka.ChangeTypes;
import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.DirectoryCause;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Encodes changes of associations. */
public final class AssociationEventEncoder implements DirectoryEventEncoder<AssociationChange> {

    private final SingleObjectCodec<AssociationEvent> events = SingleObjectCodec.of(AssociationEvent.class);

    @Override
    public Class<AssociationChange> changeType() {
        return AssociationChange.class;
    }

    @Override
    public OutboxMessage encode(AssociationChange change) {
        String id = change.organizationId() + "/" + change.applicationId();
        AssociationEvent value = AssociationEvent.newBuilder()
                .setAssociationId(id)
                .setRevision(change.revision())
                .setChange(ChangeTypes.of(change.before(), change.after()))
                .setBefore(association(change.before()))
                .setAfter(association(change.after()))
                .setCause(new DirectoryCause(change.commandId(), change.actor()))
                .setRecordedAt(change.recordedAt())
                .build();
        return new OutboxMessage(
                Topics.DIRECTORY_ASSOCIATIONS, id.getBytes(StandardCharsets.UTF_8), events.encode(value));
    }

    private static dev.muster.directory.@Nullable Association association(@Nullable Association association) {
        return association == null
                ? null
                : new dev.muster.directory.Association(
                        association.organizationId(),
                        association.applicationId(),
                        AssociationKind.valueOf(association.kind().name()),
                        association.roles());
    }
}
