package dev.muster.assignmentservice.user;

import java.time.Instant;

/** Stores users and memberships. All methods run in the caller's transaction. */
public interface UserStore extends UserLookup {

    void insert(StoredUser registered);

    /** The membership of the user in the organization, also one that ended; revision 0 when there never was one. */
    StoredMembership findMembership(String organizationId, String userId);

    /** Saves a membership whose revision follows the stored one. */
    void saveMembership(String organizationId, String userId, StoredMembership changed, Instant now);
}
