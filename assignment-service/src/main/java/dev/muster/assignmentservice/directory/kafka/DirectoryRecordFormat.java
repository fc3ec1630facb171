package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.messaging.consumer.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/** Decodes one type of records of {@code directory.commands}. */
public interface DirectoryRecordFormat {

    /** Whether the value starts with the schema fingerprint of this type. */
    boolean reads(byte @Nullable [] value);

    /**
     * Decodes and validates a record.
     *
     * @throws InvalidRecordException when the record is not valid
     */
    DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException;
}
