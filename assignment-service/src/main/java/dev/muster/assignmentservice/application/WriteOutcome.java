package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.ownership.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a write.
 *
 * @param outcome the outcome of the command; null for other writes or when no command was decided
 */
public record WriteOutcome(Kind kind, @Nullable Outcome outcome) {

    public enum Kind {
        /** It was decided; the outcome of the command, if any, says how. */
        DECIDED,
        /** The application is not known or was removed. */
        APPLICATION_NOT_FOUND,
        /** The application or the organization is not in the access scope of the caller. */
        ACCESS_DENIED,
        /** The application does not have the expected version. */
        VERSION_MISMATCH,
        /** The idempotency key was used for another write. */
        KEY_REUSED
    }

    static WriteOutcome of(Kind kind) {
        return new WriteOutcome(kind, null);
    }
}
