package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command, kept so that a repeat of the command is answered the same.
 *
 * @param reason a stable code when REJECTED, CONFLICT, WAITING or EXPIRED
 * @param message for people; empty when there is nothing to say
 * @param revision the ownership revision after the decision; 0: never assigned
 * @param before null when the application is not known
 * @param after null when the application is not known
 */
public record Outcome(
        UUID commandId,
        String applicationId,
        OutcomeStatus status,
        @Nullable String reason,
        String message,
        long revision,
        @Nullable Ownership before,
        @Nullable Ownership after,
        Instant decidedAt,
        @Nullable SourcePosition position) {}
