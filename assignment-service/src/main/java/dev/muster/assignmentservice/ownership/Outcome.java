package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a command. Stored, so that a repeated command gets the same outcome.
 *
 * @param reason a stable code when REJECTED, CONFLICT, WAITING or EXPIRED
 * @param message for operators; may be empty
 * @param revision the ownership revision after the decision; 0: never assigned
 * @param before null when the application is not known
 * @param after null when the application is not known
 */
public record Outcome(
        UUID commandId,
        String applicationId,
        Status status,
        @Nullable String reason,
        String message,
        long revision,
        @Nullable Ownership before,
        @Nullable Ownership after,
        Instant decidedAt,
        @Nullable SourcePosition position) {

    /** The result of a command, as it is stored and published. */
    public enum Status {
        /** It changed the ownership. */
        APPLIED,
        /** The ownership was already as requested. */
        UNCHANGED,
        /** It was not applied; the reason says why. */
        REJECTED,
        /** The ownership does not have the expected revision. */
        CONFLICT,
        /** It waits for its application. */
        WAITING,
        /** Its application did not appear in time. */
        EXPIRED
    }
}
