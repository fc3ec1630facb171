package dev.muster.assignment.directory;

import java.util.List;

/** Takes note of what came of directory commands, when the caller's transaction commits. */
public interface DirectoryResultPublisher {

    /** Sends what was rejected, and came in a record, to dead letters. */
    void publishResults(List<DirectoryResult> results);
}
