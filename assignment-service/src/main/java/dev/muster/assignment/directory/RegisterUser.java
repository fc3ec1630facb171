package dev.muster.assignment.directory;

import dev.muster.assignment.access.Permission;

/** Makes a user known; one that is there already with the same attributes is left as it is. */
public record RegisterUser(User user) implements DirectoryAction {

    @Override
    public String subjectId() {
        return user.userId();
    }

    /** A user that belongs nowhere, or is an administrator, is made by platform administrators only. */
    @Override
    public Needs needs() {
        return user.homeOrganizationId() == null || user.admin()
                ? Needs.administrator(Permission.MANAGE_USERS)
                : Needs.reach(Permission.MANAGE_USERS, user.homeOrganizationId());
    }
}
