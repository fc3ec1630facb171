package dev.muster.assignmentservice.directory;

import java.time.Instant;

/** Decides and applies actions of some types. Runs in the caller's transaction, under the directory's lock. */
public interface DirectoryActionHandler {

    /** Whether it handles actions of this type. */
    boolean handles(DirectoryAction action);

    /**
     * The access that the caller needs for the action now: what the action would leave as it is needs none. Runs in the same
     * transaction, before {@link #apply}.
     */
    default RequiredAccess requiredAccess(DirectoryAction action) {
        return action.requiredAccess();
    }

    /**
     * Decides the action, and applies it when the decision is APPLIED.
     *
     * @param changes receives the changes, to be published in the same transaction
     */
    Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes);
}
