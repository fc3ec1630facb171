package dev.muster.assignmentservice.directory;

import org.jspecify.annotations.Nullable;

/**
 * What came of a directory command.
 *
 * @param reason a stable code, when REJECTED
 * @param message for people; empty when there is nothing to say
 */
public record DirectoryOutcome(
        DirectoryCommand command, Status status, @Nullable String reason, String message) {

    /** The kinds of results. */
    public enum Status {
        /** It changed the directory. */
        APPLIED,
        /** The directory was so already. */
        UNCHANGED,
        /** It was seen before; nothing happened. */
        REPEATED,
        /** It waits for an organization that is not registered yet. */
        PARKED,
        /** It may not be applied; the reason says why. */
        REJECTED
    }

    static DirectoryOutcome of(DirectoryCommand command, Status status) {
        return new DirectoryOutcome(command, status, null, "");
    }

    static DirectoryOutcome of(DirectoryCommand command, Decision verdict) {
        return new DirectoryOutcome(command, verdict.status(), verdict.reason(), verdict.message());
    }
}
