package dev.muster.assignmentservice.system.kafka;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.kafka.DirectoryRecordFormat;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.system.ChangeSystem;
import dev.muster.directory.SystemCommand;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.SingleObjectCodec;
import org.jspecify.annotations.Nullable;

/** Decodes commands about systems: {@code SystemCommand}. */
public final class SystemRecordFormat implements DirectoryRecordFormat {

    private final SingleObjectCodec<SystemCommand> codec = SingleObjectCodec.of(SystemCommand.class);

    @Override
    public boolean reads(byte @Nullable [] value) {
        return codec.reads(value);
    }

    @Override
    public DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        SystemCommand command = FieldRules.read(codec, record.value());
        FieldRules.requireId("system_id", command.getSystemId());
        FieldRules.requireKey(record.key(), "system_id", command.getSystemId());
        FieldRules.requireIssuedBy(command.getIssuedBy());
        FieldRules.requireIssuedAt(command.getIssuedAt(), record.receivedAt());
        String organizationId = command.getOrganizationId();
        if (organizationId != null) {
            FieldRules.requireId("organization_id", organizationId);
        }
        return new DirectoryCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                command.getIssuedBy(),
                new ChangeSystem(
                        command.getSystemId(), command.getName(), organizationId, command.getReleaseOrganization()),
                record);
    }
}
