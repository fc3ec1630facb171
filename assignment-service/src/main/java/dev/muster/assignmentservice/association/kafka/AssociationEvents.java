package dev.muster.assignmentservice.association.kafka;

import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.directory.DirectoryChanges.Change;
import dev.muster.assignmentservice.directory.kafka.DirectoryEventEncoder;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.AssociationKind;
import dev.muster.schemas.Topics;
import org.jspecify.annotations.Nullable;

/** Events of associations. */
public final class AssociationEvents {

    private AssociationEvents() {}

    public static DirectoryEventEncoder<Association> encoder() {
        return new DirectoryEventEncoder<>(
                Topics.DIRECTORY_ASSOCIATIONS,
                Association.class,
                AssociationEvent.class,
                AssociationEvents::associationEvent);
    }

    private static AssociationEvent associationEvent(Change<Association> change) {
        return AssociationEvent.newBuilder()
                .setAssociationId(change.key())
                .setRevision(change.revision())
                .setChange(DirectoryEventEncoder.typeOf(change))
                .setBefore(association(change.before()))
                .setAfter(association(change.after()))
                .setCause(DirectoryEventEncoder.causeOf(change))
                .setRecordedAt(change.recordedAt())
                .build();
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
