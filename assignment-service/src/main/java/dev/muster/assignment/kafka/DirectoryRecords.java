package dev.muster.assignment.kafka;

import dev.muster.assignment.directory.DirectoryCommand;
import dev.muster.assignment.directory.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/** Decodes one kind of the records of {@code directory.commands}. */
interface DirectoryRecords {

    /** Whether the value begins like a record of this kind. */
    boolean reads(byte @Nullable [] value);

    /**
     * Decodes and validates.
     *
     * @throws InvalidRecordException when it is no valid record of this kind
     */
    DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException;
}
