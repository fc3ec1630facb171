package dev.muster.assignmentservice.directory;

import java.util.List;

/** Publishes changes of the directory and outcomes of its commands with the caller's transaction. */
public interface DirectoryPublisher {

    void publish(DirectoryChanges changes);

    /** Sends rejected commands that came in a Kafka record to the dead-letter topic. */
    void publishOutcomes(List<DirectoryOutcome> outcomes);
}
