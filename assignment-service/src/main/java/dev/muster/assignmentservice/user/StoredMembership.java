package dev.muster.assignmentservice.user;

import org.jspecify.annotations.Nullable;

/**
 * A membership as it is kept, also when the user left: its revision goes on when the user comes back.
 *
 * @param membership null when the user left
 * @param revision rises by one with each change, without gaps, from 1
 */
public record StoredMembership(@Nullable Membership membership, long revision) {

    /** What there is before a user joined an organization for the first time. */
    public static final StoredMembership NONE = new StoredMembership(null, 0);
}
