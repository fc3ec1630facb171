package dev.muster.assignmentservice.ownership;

import java.time.Instant;

/**
 * A change of an ownership: a row of the history and an event.
 *
 * @param revision the revision after it, from 1
 */
public record OwnershipChange(
        String applicationId,
        long revision,
        Kind kind,
        Ownership before,
        Ownership after,
        OwnershipCause cause,
        Instant recordedAt) {

    public enum Kind {
        /** It has a new owner. */
        ASSIGNED,
        /** It has no owner any more. */
        UNASSIGNED,
        /** The override or the effective rebranding changed. */
        REBRANDING_CHANGED,
        /** It was unassigned because it returned after a removal. */
        RETURNED_UNASSIGNED
    }

    static OwnershipChange of(
            ApplicationOwnership before, ApplicationOwnership after, Kind kind, OwnershipCause cause, Instant now) {
        return new OwnershipChange(
                before.applicationId(), after.revision(), kind, before.ownership(), after.ownership(), cause, now);
    }
}
