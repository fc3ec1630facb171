package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.user.UserIds;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The users and organizations that are visible to callers. A user is visible when its home, or an organization that it is
 * a member of, is in the caller's access scope.
 */
final class VisibleUsers {

    private final UserStore users;
    private final OrganizationStore organizations;
    private final AccessScope accessScope;

    VisibleUsers(UserStore users, OrganizationStore organizations, AccessScope accessScope) {
        this.users = users;
        this.organizations = organizations;
        this.accessScope = accessScope;
    }

    /**
     * Requires the permission to manage users.
     *
     * @throws ApiException when the caller does not have it
     */
    static void requireAdministrator(Caller caller) {
        if (!caller.hasPermission(Permission.MANAGE_USERS)) {
            throw ApiException.of(
                    Kind.ACCESS_DENIED,
                    "not_an_administrator",
                    "the caller has no permission " + Permission.MANAGE_USERS.scope());
        }
    }

    /** The user; an error when it is not visible. */
    StoredUser user(Caller caller, String guid) {
        StoredUser user = UserIds.isValid(guid) ? users.find(guid) : null;
        if (user == null || !isVisible(caller, guid)) {
            throw UserError.userNotFound(guid);
        }
        return user;
    }

    /** The organization for any of its keys; an error when it is not visible. */
    StoredOrganization organization(Caller caller, String key) {
        StoredOrganization organization = organizations.findByKey(key);
        if (organization == null
                || !accessScope.includes(caller, organization.organization().organizationId())) {
            throw UserError.organizationNotFound(key);
        }
        return organization;
    }

    /** The organizations in the caller's access scope; null when it is not limited. */
    @Nullable
    Collection<String> limits(Caller caller) {
        return accessScope.organizationIds(caller);
    }

    private boolean isVisible(Caller caller, String guid) {
        Collection<String> limits = accessScope.organizationIds(caller);
        return limits == null || users.belongsToAny(guid, limits);
    }
}
