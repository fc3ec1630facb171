package dev.muster.assignmentservice.association.kafka;

import dev.muster.assignmentservice.association.AssociateApplication;
import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.association.AssociationKind;
import dev.muster.assignmentservice.association.ChangeAssociations;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.kafka.DirectoryRecordFormat;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.directory.Associate;
import dev.muster.directory.AssociationCommand;
import dev.muster.directory.Dissociate;
import dev.muster.directory.ReplaceAssociations;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.SingleObjectCodec;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes commands about the applications of organizations: {@code AssociationCommand}. */
public final class AssociationRecordFormat implements DirectoryRecordFormat {

    private final SingleObjectCodec<AssociationCommand> codec = SingleObjectCodec.of(AssociationCommand.class);

    @Override
    public boolean reads(byte @Nullable [] value) {
        return codec.reads(value);
    }

    @Override
    public DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        AssociationCommand command = FieldRules.read(codec, record.value());
        String organizationId = command.getOrganizationId();
        FieldRules.requireId("organization_id", organizationId);
        FieldRules.requireKey(record.key(), "organization_id", organizationId);
        FieldRules.requireIssuedBy(command.getIssuedBy());
        FieldRules.requireIssuedAt(command.getIssuedAt(), record.receivedAt());
        return new DirectoryCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                command.getIssuedBy(),
                action(organizationId, command.getAction()),
                record);
    }

    private static DirectoryAction action(String organizationId, Object action) throws InvalidRecordException {
        if (action instanceof Associate associate) {
            FieldRules.requireApplicationId(associate.getApplicationId());
            return new AssociateApplication(new Association(
                    organizationId,
                    associate.getApplicationId(),
                    AssociationKind.valueOf(associate.getKind().name()),
                    associate.getRoles()));
        }
        if (action instanceof Dissociate dissociate) {
            FieldRules.requireApplicationId(dissociate.getApplicationId());
            return new ChangeAssociations(
                    organizationId, ChangeAssociations.Kind.REMOVE, Set.of(dissociate.getApplicationId()));
        }
        Set<String> applicationIds = new LinkedHashSet<>(((ReplaceAssociations) action).getApplicationIds());
        if (applicationIds.size() > ChangeAssociations.MAX_APPLICATIONS) {
            throw new InvalidRecordException(
                    "too_many_applications", "at most " + ChangeAssociations.MAX_APPLICATIONS + " are named at once");
        }
        for (String applicationId : applicationIds) {
            FieldRules.requireApplicationId(applicationId);
        }
        return new ChangeAssociations(organizationId, ChangeAssociations.Kind.REPLACE, applicationIds);
    }
}
