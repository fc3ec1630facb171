package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.organization.StoredOrganization;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores users and memberships. All methods run in the caller's transaction. */
public interface UserStore {
    /** The user with the id; null when it is not registered, or was removed. */
    @Nullable
    StoredUser find(String userId);

    /** Users whose home is the organization, in the order of their ids. */
    List<StoredUser> findByHome(String organizationId, int limit);

    /** The revision of the user, also of one that was removed; 0 when it never was registered. */
    long lastRevision(String userId);

    /** Whether the home or any membership of the user is in one of the organizations. */
    boolean belongsToAny(String userId, Collection<String> organizationIds);

    Page<StoredUser> list(UserFilter filter, PageRequest pageRequest);

    Page<StoredOrganization> organizations(OrganizationFilter filter, OrganizationOrder order, PageRequest pageRequest);

    /** The memberships that the users have in the organizations. */
    List<Membership> findMemberships(Collection<String> organizationIds, MembershipRole role);

    /** Registers a user, whose revision follows that of a removed user with the id. */
    void insert(StoredUser registered);

    /** Replaces a user that has the given revision. */
    void update(StoredUser changed, long revisionBefore);

    /** Removes a user; the row stays, so that its revision continues when it is registered again. */
    void remove(String userId, long revision, Instant now);

    /** The membership of the user in the organization, also one that ended; revision 0 when there never was one. */
    StoredMembership findMembership(String organizationId, String userId);

    /** The memberships of the user that have not ended, by organization id. */
    List<StoredMembership> membershipsOf(String userId);

    /** Memberships in the organization that have not ended, by user id. */
    List<StoredMembership> membershipsIn(String organizationId, int limit);

    /** Saves a membership whose revision follows the stored one. */
    void saveMembership(String organizationId, String userId, StoredMembership changed, Instant now);

    /**
     * A user as stored, with its revision.
     *
     * @param defaultSpaceId what a client of the HTTP contract with spaces has set; not part of the user's events
     * @param revision increases by one with each change, without gaps, from 1
     * @param createdAt when it was registered, and {@code updatedAt} when it was changed last
     */
    record StoredUser(
            User user, @Nullable String defaultSpaceId, long revision, Instant createdAt, Instant updatedAt) {}

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
     * A membership that a listed user or organization has with any of the given ones.
     *
     * @param ids of organizations in a filter for users, of users in a filter for organizations; nothing matches none
     * @param role null for any
     */
    record MembershipCondition(Set<String> ids, @Nullable MembershipRole role) {

        /** A condition that nothing fulfils. */
        public static final MembershipCondition NEVER = new MembershipCondition(Set.of(), null);

        public MembershipCondition {
            ids = Set.copyOf(ids);
        }
    }

    /**
     * Filter for users.
     *
     * @param limits the organizations of which one is the home or has a membership of the user; null for all
     * @param conditions all of them are fulfilled
     */
    record UserFilter(@Nullable Collection<String> limits, List<MembershipCondition> conditions) {

        public UserFilter {
            conditions = List.copyOf(conditions);
        }
    }

    /** The order of organizations; that of ids is the order of their creation. */
    enum OrganizationOrder {
        CREATED,
        NAME
    }

    /**
     * Filter for organizations.
     *
     * @param limits null for all
     * @param names exact names; a name without exact matches also matches names that differ only in case, accents and Unicode
     *     form; null for all
     * @param active null for all
     * @param conditions all of them are fulfilled
     */
    record OrganizationFilter(
            @Nullable Collection<String> limits,
            @Nullable Set<String> names,
            @Nullable Boolean active,
            List<MembershipCondition> conditions) {

        public OrganizationFilter {
            names = names == null ? null : Set.copyOf(names);
            conditions = List.copyOf(conditions);
        }
    }
}
