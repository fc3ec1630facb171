package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Changes a user.
 *
 * @param admin null to leave it unchanged
 * @param defaultSpace null to leave it unchanged
 */
public record ChangeUser(
        String userId, @Nullable Boolean admin, @Nullable DefaultSpace defaultSpace) implements DirectoryAction {

    /** A new default space; its id is null for none. */
    public record DefaultSpace(@Nullable String spaceId) {}

    @Override
    public String subjectId() {
        return userId;
    }

    /** The handler also requires {@link UserAccess#isAdministeredBy}, for which it needs the stored user. */
    @Override
    public RequiredAccess requiredAccess() {
        return Boolean.TRUE.equals(admin)
                ? RequiredAccess.administrator(Permission.MANAGE_USERS)
                : RequiredAccess.forOrganizations(Permission.MANAGE_USERS);
    }
}
