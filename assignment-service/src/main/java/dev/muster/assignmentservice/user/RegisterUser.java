package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Registers a user; no effect when it is registered with the same attributes.
 *
 * @param defaultSpaceId see {@link UserStore.StoredUser}
 */
public record RegisterUser(User user, @Nullable String defaultSpaceId) implements DirectoryAction {

    public RegisterUser(User user) {
        this(user, null);
    }

    @Override
    public String subjectId() {
        return user.userId();
    }

    /** Only platform administrators register administrators and users without a home organization. */
    @Override
    public RequiredAccess requiredAccess() {
        return user.homeOrganizationId() == null || user.admin()
                ? RequiredAccess.administrator(Permission.MANAGE_USERS)
                : RequiredAccess.forOrganizations(Permission.MANAGE_USERS, user.homeOrganizationId());
    }
}
