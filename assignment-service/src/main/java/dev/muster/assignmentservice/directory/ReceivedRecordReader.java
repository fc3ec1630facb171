package dev.muster.assignmentservice.directory;

/** Decodes stored records again. */
public interface ReceivedRecordReader {

    /**
     * The command in the record.
     *
     * @throws IllegalStateException when the record cannot be decoded any more
     */
    DirectoryCommand read(ReceivedRecord record);
}
