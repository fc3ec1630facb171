package dev.muster.assignment.directory;

import java.time.Instant;

/** Where users and memberships are kept. Everything happens in the caller's transaction. */
public interface UserStore extends UserLookup {

    /** Keeps a new user. */
    void insert(KeptUser registered);

    /** The membership of the user in the organization, also one that ended; revision 0 when there never was one. */
    KeptMembership findMembership(String organizationId, String userId);

    /** Keeps a membership that has the revision after the present one's. */
    void keep(String organizationId, String userId, KeptMembership changed, Instant now);
}
