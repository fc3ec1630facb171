package dev.muster.assignment.directory;

import java.util.UUID;

/** A command that was rejected, and the record it came in, which became a dead letter. */
public record Rejection(UUID commandId, String topic, int partition, long offset) {

    static Rejection of(DirectoryCommand command, ReceivedRecord record) {
        return new Rejection(command.commandId(), record.topic(), record.partition(), record.offset());
    }
}
