package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;

/** Makes a user known; one that is there already with the same attributes is left as it is. */
public record RegisterUser(User user) implements DirectoryAction {

    @Override
    public String subjectId() {
        return user.userId();
    }

    /** A user that belongs nowhere, or is an administrator, is made by platform administrators only. */
    @Override
    public RequiredAccess needs() {
        return user.homeOrganizationId() == null || user.admin()
                ? RequiredAccess.administrator(Permission.MANAGE_USERS)
                : RequiredAccess.reach(Permission.MANAGE_USERS, user.homeOrganizationId());
    }
}
