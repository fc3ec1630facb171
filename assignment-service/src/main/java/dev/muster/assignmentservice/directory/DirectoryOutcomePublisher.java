package dev.muster.assignmentservice.directory;

import java.util.List;

/** Takes note of what came of directory commands, when the caller's transaction commits. */
public interface DirectoryOutcomePublisher {

    /** Sends what was rejected, and came in a record, to dead letters. */
    void publishResults(List<DirectoryOutcome> results);
}
