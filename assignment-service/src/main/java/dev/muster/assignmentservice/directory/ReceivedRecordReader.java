package dev.muster.assignmentservice.directory;

/** Reads records again that were read before. */
public interface ReceivedRecordReader {

    /**
     * The command in the record.
     *
     * @throws IllegalStateException when it cannot be read any more, although it could be before
     */
    DirectoryCommand read(ReceivedRecord record);
}
