package dev.muster.assignmentservice.ownership;

import java.time.Instant;

/** A command that waits for its application until {@code expiresAt}. */
public record WaitingCommand(OwnershipCommand command, Instant expiresAt) {

    boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
