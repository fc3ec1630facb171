package dev.muster.assignmentservice.association.kafka;

import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.association.AssociationChange;
import dev.muster.assignmentservice.user.kafka.UserEventEncoder;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.DirectoryCause;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Changes of associations as messages. */
public final class AssociationEventEncoder {

    private final SingleObjectCodec<AssociationEvent> events = SingleObjectCodec.of(AssociationEvent.class);

    public OutboxMessage encode(AssociationChange change) {
        String id = change.organizationId() + "/" + change.applicationId();
        AssociationEvent value = AssociationEvent.newBuilder()
                .setAssociationId(id)
                .setRevision(change.revision())
                .setChange(UserEventEncoder.kind(change.before(), change.after()))
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
