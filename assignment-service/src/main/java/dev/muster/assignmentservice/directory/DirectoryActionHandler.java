package dev.muster.assignmentservice.directory;

import java.time.Instant;

/** Decides and applies one kind of actions. Everything happens in the caller's transaction, under the directory's lock. */
public interface DirectoryActionHandler {

    /** Whether the action is of this kind. */
    boolean handles(DirectoryAction action);

    /**
     * Decides, and applies what may be applied.
     *
     * @param changes takes what changed, to be published with the transaction
     */
    Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes);
}
