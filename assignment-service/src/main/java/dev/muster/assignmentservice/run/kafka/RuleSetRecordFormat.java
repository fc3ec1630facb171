package dev.muster.assignmentservice.run.kafka;

import dev.muster.assignment.RuleSetCommand;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.kafka.DirectoryRecordFormat;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.run.PublishRules;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.SingleObjectCodec;
import org.jspecify.annotations.Nullable;

/** Decodes {@code RuleSetCommand}. */
public final class RuleSetRecordFormat implements DirectoryRecordFormat {

    private final SingleObjectCodec<RuleSetCommand> codec = SingleObjectCodec.of(RuleSetCommand.class);

    @Override
    public boolean reads(byte @Nullable [] value) {
        return codec.reads(value);
    }

    @Override
    public DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        RuleSetCommand command = FieldRules.read(codec, record.value());
        FieldRules.requireId("organization_id", command.getOrganizationId());
        FieldRules.requireKey(record.key(), "organization_id", command.getOrganizationId());
        FieldRules.requireIssuedBy(command.getIssuedBy());
        FieldRules.requireIssuedAt(command.getIssuedAt(), record.receivedAt());
        return new DirectoryCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                command.getIssuedBy(),
                new PublishRules(
                        command.getOrganizationId(),
                        command.getDocument(),
                        command.getExpectedRevision(),
                        command.getPlanToken()),
                record);
    }
}
