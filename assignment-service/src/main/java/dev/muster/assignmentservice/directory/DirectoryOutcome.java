package dev.muster.assignmentservice.directory;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a directory command.
 *
 * @param reason a stable code, when REJECTED
 * @param message for people; may be empty
 */
public record DirectoryOutcome(
        DirectoryCommand command, Status status, @Nullable String reason, String message) {

    public enum Status {
        /** It changed the directory. */
        APPLIED,
        /** The directory had that state already. */
        UNCHANGED,
        /** It was received before; nothing changed. */
        REPEATED,
        /** It waits for an organization that is not registered yet. */
        PARKED,
        /** It was not applied; see the reason. */
        REJECTED
    }

    static DirectoryOutcome of(DirectoryCommand command, Status status) {
        return new DirectoryOutcome(command, status, null, "");
    }

    static DirectoryOutcome of(DirectoryCommand command, Decision decision) {
        return new DirectoryOutcome(command, decision.status(), decision.reason(), decision.message());
    }
}
