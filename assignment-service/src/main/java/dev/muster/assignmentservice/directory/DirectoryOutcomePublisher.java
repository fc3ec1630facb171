package dev.muster.assignmentservice.directory;

import java.util.List;

/** Publishes outcomes of directory commands with the caller's transaction. */
public interface DirectoryOutcomePublisher {

    /** Sends rejected commands that came in a Kafka record to the dead-letter topic. */
    void publishOutcomes(List<DirectoryOutcome> outcomes);
}
