package dev.muster.assignmentservice.ownership;

import java.time.Instant;

/**
 * One change of one application's ownership: a row of the history and an event.
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

    /** What changed. */
    public enum Kind {
        /** It has an owner, or another one. */
        ASSIGNED,
        /** It has no owner any more. */
        UNASSIGNED,
        /** The override or the effective rebranding changed. */
        REBRANDING_CHANGED,
        /** It came back after having been removed, and belongs to nobody. */
        RETURNED_UNASSIGNED
    }

    static OwnershipChange of(
            ApplicationOwnership before, ApplicationOwnership after, Kind kind, OwnershipCause cause, Instant now) {
        return new OwnershipChange(
                before.applicationId(), after.revision(), kind, before.ownership(), after.ownership(), cause, now);
    }
}
