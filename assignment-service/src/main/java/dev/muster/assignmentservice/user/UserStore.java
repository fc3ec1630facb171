package dev.muster.assignmentservice.user;

import java.time.Instant;

/** Where users and memberships are kept. Everything happens in the caller's transaction. */
public interface UserStore extends UserLookup {

    /** Keeps a new user. */
    void insert(StoredUser registered);

    /** The membership of the user in the organization, also one that ended; revision 0 when there never was one. */
    StoredMembership findMembership(String organizationId, String userId);

    /** Keeps a membership that has the revision after the present one's. */
    void keep(String organizationId, String userId, StoredMembership changed, Instant now);
}
