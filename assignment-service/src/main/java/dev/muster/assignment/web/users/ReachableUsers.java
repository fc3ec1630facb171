package dev.muster.assignment.web.users;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.access.Reach;
import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.KeptUser;
import dev.muster.assignment.directory.OrganizationLookup;
import dev.muster.assignment.directory.UserIds;
import dev.muster.assignment.directory.UserLookup;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The users and organizations that callers may know of. A user is within reach when its home, or an organization that it
 * is a member of, is.
 */
final class ReachableUsers {

    private final UserLookup users;
    private final OrganizationLookup organizations;
    private final Reach reach;

    ReachableUsers(UserLookup users, OrganizationLookup organizations, Reach reach) {
        this.users = users;
        this.organizations = organizations;
        this.reach = reach;
    }

    /**
     * The caller administers users.
     *
     * @throws Refusal when it may write about users, but not that
     */
    static void requireAdministrator(Caller caller) {
        if (!caller.may(Permission.MANAGE_USERS)) {
            throw Refusal.of(
                    Kind.ACCESS_DENIED,
                    "not_an_administrator",
                    "the caller has no permission " + Permission.MANAGE_USERS.scope());
        }
    }

    /** The user; refused when there is none within reach. */
    KeptUser user(Caller caller, String guid) {
        KeptUser user = UserIds.isValid(guid) ? users.find(guid) : null;
        if (user == null || !isWithinReach(caller, guid)) {
            throw UserError.userNotFound(guid);
        }
        return user;
    }

    /** The organization of any key; refused when there is none within reach. */
    KeptOrganization organization(Caller caller, String key) {
        KeptOrganization organization = organizations.findByKey(key);
        if (organization == null
                || !reach.reaches(caller, organization.organization().organizationId())) {
            throw UserError.organizationNotFound(key);
        }
        return organization;
    }

    /** The organizations that lists are limited to; null when to none. */
    @Nullable
    Collection<String> limits(Caller caller) {
        return reach.limits(caller);
    }

    private boolean isWithinReach(Caller caller, String guid) {
        Collection<String> limits = reach.limits(caller);
        return limits == null || users.isWithin(guid, limits);
    }
}
