package dev.muster.assignmentservice.directory;

/** Publishes changes of the directory with the caller's transaction. */
public interface DirectoryPublisher {

    void publish(DirectoryChanges changes);
}
