package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.organization.OrganizationLookup;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.user.StoredUser;
import dev.muster.assignmentservice.user.UserIds;
import dev.muster.assignmentservice.user.UserLookup;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The users and organizations that callers may know of. A user is within reach when its home, or an organization that it
 * is a member of, is.
 */
final class VisibleUsers {

    private final UserLookup users;
    private final OrganizationLookup organizations;
    private final AccessScope reach;

    VisibleUsers(UserLookup users, OrganizationLookup organizations, AccessScope reach) {
        this.users = users;
        this.organizations = organizations;
        this.reach = reach;
    }

    /**
     * The caller administers users.
     *
     * @throws ApiException when it may write about users, but not that
     */
    static void requireAdministrator(Caller caller) {
        if (!caller.may(Permission.MANAGE_USERS)) {
            throw ApiException.of(
                    Kind.ACCESS_DENIED,
                    "not_an_administrator",
                    "the caller has no permission " + Permission.MANAGE_USERS.scope());
        }
    }

    /** The user; refused when there is none within reach. */
    StoredUser user(Caller caller, String guid) {
        StoredUser user = UserIds.isValid(guid) ? users.find(guid) : null;
        if (user == null || !isWithinReach(caller, guid)) {
            throw UserError.userNotFound(guid);
        }
        return user;
    }

    /** The organization of any key; refused when there is none within reach. */
    StoredOrganization organization(Caller caller, String key) {
        StoredOrganization organization = organizations.findByKey(key);
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
