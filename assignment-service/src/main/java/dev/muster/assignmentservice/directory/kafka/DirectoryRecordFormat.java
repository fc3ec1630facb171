package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.kafka.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/** Decodes one kind of the records of {@code directory.commands}. */
public interface DirectoryRecordFormat {

    /** Whether the value begins like a record of this kind. */
    boolean reads(byte @Nullable [] value);

    /**
     * Decodes and validates.
     *
     * @throws InvalidRecordException when it is no valid record of this kind
     */
    DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException;
}
