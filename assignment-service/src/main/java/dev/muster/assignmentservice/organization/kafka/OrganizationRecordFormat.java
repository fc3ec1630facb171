package dev.muster.assignmentservice.organization.kafka;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.kafka.DirectoryRecordFormat;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.SingleObjectCodec;
import org.jspecify.annotations.Nullable;

/** Decodes commands about organizations: {@code DirectoryCommand}. */
public final class OrganizationRecordFormat implements DirectoryRecordFormat {

    private final SingleObjectCodec<dev.muster.directory.DirectoryCommand> codec =
            SingleObjectCodec.of(dev.muster.directory.DirectoryCommand.class);

    @Override
    public boolean reads(byte @Nullable [] value) {
        return codec.reads(value);
    }

    @Override
    public DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        dev.muster.directory.DirectoryCommand command = FieldRules.read(codec, record.value());
        DirectoryAction action = action(command.getAction());
        FieldRules.requireId("organization_id", action.subjectId());
        FieldRules.requireKey(record.key(), "organization_id", action.subjectId());
        FieldRules.requireIssuedBy(command.getIssuedBy());
        FieldRules.requireIssuedAt(command.getIssuedAt(), record.receivedAt());
        return new DirectoryCommand(
                command.getCommandId(), command.getIssuedAt(), command.getIssuedBy(), action, record);
    }

    private static DirectoryAction action(Object action) throws InvalidRecordException {
        return action instanceof dev.muster.directory.RegisterOrganization register
                ? OrganizationMapper.registration(register)
                : OrganizationMapper.change((dev.muster.directory.ChangeOrganization) action);
    }
}
