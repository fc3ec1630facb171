package dev.muster.assignment.directory;

/** What a directory command wishes. */
public interface DirectoryAction {

    /** The organization or user whose commands it stands in line with: its key on Kafka. */
    String subjectId();
}
