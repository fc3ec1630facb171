package dev.muster.assignmentservice.directory;

/** The lock on the whole directory. It is held until the caller's transaction ends. */
@FunctionalInterface
public interface DirectoryLock {

    /**
     * Waits until no other transaction changes the directory, and then excludes other writers: two concurrent moves could
     * form a cycle that neither of them sees.
     */
    void acquire();
}
