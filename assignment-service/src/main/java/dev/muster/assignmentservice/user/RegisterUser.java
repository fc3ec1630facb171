package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;

/** Registers a user; no effect when it is registered with the same attributes. */
public record RegisterUser(User user) implements DirectoryAction {

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
