package dev.muster.assignmentservice.ownership;

import java.time.Instant;

/** A command whose application is not present yet, and when it stops waiting. */
public record WaitingCommand(OwnershipCommand command, Instant expiresAt) {

    boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
