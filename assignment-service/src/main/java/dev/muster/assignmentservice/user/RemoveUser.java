package dev.muster.assignmentservice.user;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;

/** Removes a user after each of its memberships. It can be registered again. */
public record RemoveUser(String userId) implements DirectoryAction {

    @Override
    public String subjectId() {
        return userId;
    }

    /** The handler also requires {@link UserAccess#isAdministeredBy}, for which it needs the stored user. */
    @Override
    public RequiredAccess requiredAccess() {
        return RequiredAccess.forOrganizations(Permission.MANAGE_USERS);
    }
}
