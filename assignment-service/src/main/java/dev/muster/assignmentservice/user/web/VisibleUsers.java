package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.user.UserAccess;
import dev.muster.assignmentservice.user.UserIds;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import dev.muster.assignmentservice.web.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * The users and organizations that are visible to callers. A user is visible when its home, or an organization that it is
 * a member of, is in the caller's access scope.
 */
final class VisibleUsers {

    private final UserStore users;
    private final OrganizationStore organizations;
    private final AccessScope accessScope;
    private final UserAccess access;

    VisibleUsers(UserStore users, OrganizationStore organizations, AccessScope accessScope) {
        this.users = users;
        this.organizations = organizations;
        this.accessScope = accessScope;
        access = new UserAccess(users, accessScope);
    }

    /**
     * Requires the permission to manage users.
     *
     * @throws ApiException when the caller does not have it
     */
    static void requireAdministrator(Caller caller) {
        if (!caller.hasPermission(Permission.MANAGE_USERS)) {
            throw UserError.notAuthorized("the caller has no permission " + Permission.MANAGE_USERS.scope());
        }
    }

    /** The user; null when it is not visible. */
    @Nullable
    StoredUser find(Caller caller, String guid) {
        StoredUser user = UserIds.isValid(guid) ? users.find(guid) : null;
        return user != null && access.isVisible(caller, guid) ? user : null;
    }

    /** The user; an error when it is not visible. */
    StoredUser user(Caller caller, String guid) {
        StoredUser user = find(caller, guid);
        if (user == null) {
            throw UserError.userNotFound(guid);
        }
        return user;
    }

    /** The user; an error when it is not visible, or not administered by the caller. */
    StoredUser administered(Caller caller, String guid) {
        StoredUser user = user(caller, guid);
        if (!access.isAdministeredBy(caller, user.user())) {
            throw UserError.notAuthorized("the caller does not administer the user");
        }
        return user;
    }

    /** The organization for any of its keys; null when it is not visible. */
    @Nullable
    StoredOrganization findOrganization(Caller caller, String key) {
        StoredOrganization organization = organizations.findByKey(key);
        return organization != null
                        && accessScope.includes(
                                caller, organization.organization().organizationId())
                ? organization
                : null;
    }
}
