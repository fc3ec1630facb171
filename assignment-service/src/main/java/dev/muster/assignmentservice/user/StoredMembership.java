package dev.muster.assignmentservice.user;

import org.jspecify.annotations.Nullable;

/**
 * A membership as stored. An ended one stays stored, so that its revision continues when the user comes back.
 *
 * @param membership null when it ended
 * @param revision increases by one with each change, without gaps, from 1
 */
public record StoredMembership(@Nullable Membership membership, long revision) {

    /** The state before the first membership. */
    public static final StoredMembership NONE = new StoredMembership(null, 0);
}
