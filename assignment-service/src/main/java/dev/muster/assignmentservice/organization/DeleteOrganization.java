package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;

/** Deletes an organization that has none below it. At once nobody finds it; a run ends what refers to it. */
public record DeleteOrganization(String organizationId) implements DirectoryAction {

    @Override
    public String subjectId() {
        return organizationId;
    }

    @Override
    public RequiredAccess requiredAccess() {
        return RequiredAccess.forOrganizations(Permission.MANAGE_ORGANIZATIONS, organizationId);
    }
}
