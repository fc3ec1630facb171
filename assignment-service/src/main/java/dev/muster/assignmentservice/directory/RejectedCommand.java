package dev.muster.assignmentservice.directory;

import java.util.UUID;

/** A command that was rejected, and the record it came in, which became a dead letter. */
public record RejectedCommand(UUID commandId, String topic, int partition, long offset) {

    static RejectedCommand of(DirectoryCommand command, ReceivedRecord record) {
        return new RejectedCommand(command.commandId(), record.topic(), record.partition(), record.offset());
    }
}
