package dev.muster.assignmentservice.directory;

import java.util.UUID;

/** A rejected command and the position of its record, which became a dead letter. */
public record RejectedCommand(UUID commandId, String topic, int partition, long offset) {

    static RejectedCommand of(DirectoryCommand command, ReceivedRecord record) {
        return new RejectedCommand(command.commandId(), record.topic(), record.partition(), record.offset());
    }
}
