package dev.muster.assignmentservice.organization.kafka;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.kafka.DirectoryRecordFormat;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.organization.DeleteOrganization;
import dev.muster.directory.DeleteOrganizationCommand;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.SingleObjectCodec;
import org.jspecify.annotations.Nullable;

/** Decodes commands that delete organizations: {@code DeleteOrganizationCommand}. */
public final class DeleteOrganizationRecordFormat implements DirectoryRecordFormat {

    private final SingleObjectCodec<DeleteOrganizationCommand> codec =
            SingleObjectCodec.of(DeleteOrganizationCommand.class);

    @Override
    public boolean reads(byte @Nullable [] value) {
        return codec.reads(value);
    }

    @Override
    public DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        DeleteOrganizationCommand command = FieldRules.read(codec, record.value());
        FieldRules.requireId("organization_id", command.getOrganizationId());
        FieldRules.requireKey(record.key(), "organization_id", command.getOrganizationId());
        FieldRules.requireIssuedBy(command.getIssuedBy());
        FieldRules.requireIssuedAt(command.getIssuedAt(), record.receivedAt());
        return new DirectoryCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                command.getIssuedBy(),
                new DeleteOrganization(command.getOrganizationId()),
                record);
    }
}
