package dev.muster.assignment.kafka;

import dev.muster.assignment.directory.DirectoryAction;
import dev.muster.assignment.directory.DirectoryCommand;
import dev.muster.assignment.directory.ReceivedRecord;
import dev.muster.assignment.directory.ReceivedRecordReader;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.UnreadableValueException;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the records of {@code directory.commands}, also those that were parked. */
final class DirectoryCommandDecoder implements RecordDecoder<DirectoryCommand>, ReceivedRecordReader {

    private final SingleObjectCodec<dev.muster.directory.DirectoryCommand> codec =
            SingleObjectCodec.of(dev.muster.directory.DirectoryCommand.class);
    private final Clock clock;

    DirectoryCommandDecoder(Clock clock) {
        this.clock = clock;
    }

    @Override
    public DirectoryCommand decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        return decode(ReceivedRecords.of(record));
    }

    @Override
    public DirectoryCommand read(ReceivedRecord record) {
        try {
            return decode(record);
        } catch (InvalidRecordException e) {
            throw new IllegalStateException(
                    "the parked record " + record.topic() + "-" + record.partition() + "@" + record.offset()
                            + " was valid and is not any more: " + e.reason(),
                    e);
        }
    }

    private DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        dev.muster.directory.DirectoryCommand command;
        try {
            command = codec.decode(record.value());
        } catch (UnreadableValueException e) {
            throw new InvalidRecordException(e.reason().code(), String.valueOf(e.getMessage()));
        }
        DirectoryAction action = action(command.getAction());
        FieldRules.requireId("organization_id", action.organizationId());
        FieldRules.requireKey(record.key(), "organization_id", action.organizationId());
        FieldRules.requireIssuedBy(command.getIssuedBy());
        FieldRules.requireIssuedAt(command.getIssuedAt(), clock.instant());
        return new DirectoryCommand(
                command.getCommandId(), command.getIssuedAt(), command.getIssuedBy(), action, record);
    }

    private static DirectoryAction action(Object action) throws InvalidRecordException {
        return action instanceof dev.muster.directory.RegisterOrganization register
                ? OrganizationFields.registration(register)
                : OrganizationFields.change((dev.muster.directory.ChangeOrganization) action);
    }
}
