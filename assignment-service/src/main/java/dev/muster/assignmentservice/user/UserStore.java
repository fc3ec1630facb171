package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.organization.StoredOrganization;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Stores users and memberships. All methods run in the caller's transaction. */
public interface UserStore {
    /** The user with the id; null when it is not registered. */
    @Nullable
    StoredUser find(String userId);

    /** Whether the home or any membership of the user is in one of the organizations. */
    boolean belongsToAny(String userId, Collection<String> organizationIds);

    /** The users whose home or any membership is in one of the given organizations; null for all. */
    Page<StoredUser> list(@Nullable Collection<String> organizationIds, PageRequest pageRequest);

    /** The organizations that a user is a member of. */
    Page<StoredOrganization> organizationsOf(MembershipFilter filter, PageRequest pageRequest);

    void insert(StoredUser registered);

    /** The membership of the user in the organization, also one that ended; revision 0 when there never was one. */
    StoredMembership findMembership(String organizationId, String userId);

    /** Saves a membership whose revision follows the stored one. */
    void saveMembership(String organizationId, String userId, StoredMembership changed, Instant now);

    /**
     * A user as stored, with its revision.
     *
     * @param revision increases by one with each change, without gaps, from 1
     * @param createdAt when it was registered, and {@code updatedAt} when it was changed last
     */
    record StoredUser(User user, long revision, Instant createdAt, Instant updatedAt) {}

    /**
     * A membership as stored. An ended one stays stored, so that its revision continues when the user comes back.
     *
     * @param membership null when it ended
     * @param revision increases by one with each change, without gaps, from 1
     */
    record StoredMembership(@Nullable Membership membership, long revision) {

        /** The state before the first membership. */
        public static final StoredMembership NONE = new StoredMembership(null, 0);
    }

    /**
     * Filter for the memberships of a user.
     *
     * @param role null for all
     * @param name the exact name of the organization or, without exact matches, a name that differs only in case, accents and
     *     Unicode form; null for all
     * @param organizationIds null for all
     */
    record MembershipFilter(
            String userId,
            @Nullable MembershipRole role,
            @Nullable String name,
            @Nullable Collection<String> organizationIds) {}
}
