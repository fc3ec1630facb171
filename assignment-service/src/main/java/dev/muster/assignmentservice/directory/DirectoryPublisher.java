package dev.muster.assignmentservice.directory;

/** Tells everybody how the directory changes, when the caller's transaction commits. */
public interface DirectoryPublisher {

    /** Publishes changes in their order. */
    void publish(DirectoryChanges changes);
}
