package dev.muster.assignmentservice.user.kafka;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.kafka.DirectoryRecordFormat;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.user.RemoveUser;
import dev.muster.assignmentservice.user.UserIds;
import dev.muster.directory.RemoveUserCommand;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.schemas.SingleObjectCodec;
import org.jspecify.annotations.Nullable;

/** Decodes commands that remove users: {@code RemoveUserCommand}. */
public final class RemoveUserRecordFormat implements DirectoryRecordFormat {

    private final SingleObjectCodec<RemoveUserCommand> codec = SingleObjectCodec.of(RemoveUserCommand.class);

    @Override
    public boolean reads(byte @Nullable [] value) {
        return codec.reads(value);
    }

    @Override
    public DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        RemoveUserCommand command = FieldRules.read(codec, record.value());
        if (!UserIds.isValid(command.getUserId())) {
            throw new InvalidRecordException("id_invalid", "user_id has not " + UserIds.RULE);
        }
        FieldRules.requireKey(record.key(), "user_id", command.getUserId());
        FieldRules.requireIssuedBy(command.getIssuedBy());
        FieldRules.requireIssuedAt(command.getIssuedAt(), record.receivedAt());
        return new DirectoryCommand(
                command.getCommandId(),
                command.getIssuedAt(),
                command.getIssuedBy(),
                new RemoveUser(command.getUserId()),
                record);
    }
}
