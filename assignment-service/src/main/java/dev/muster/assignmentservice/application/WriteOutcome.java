package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.ownership.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What came of a write.
 *
 * @param outcome of the command, when it was decided now or before
 */
public record WriteOutcome(Kind kind, @Nullable Outcome outcome) {

    /** The kinds of results. */
    public enum Kind {
        /** It is as wished; the outcome of a command may still say why not. */
        DECIDED,
        /** The application is not there, or was removed. */
        APPLICATION_NOT_FOUND,
        /** The application or the organization is not within reach. */
        OUT_OF_REACH,
        /** The application is in another state than the writer believes. */
        STALE,
        /** The idempotency key belongs to another write. */
        KEY_REUSED
    }

    static WriteOutcome of(Kind kind) {
        return new WriteOutcome(kind, null);
    }
}
