package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.Set;

/** Registers an organization; no effect when it is registered with the same attributes. */
public record RegisterOrganization(Organization organization) implements DirectoryAction {

    @Override
    public String registeredOrganizationId() {
        return organizationId();
    }

    @Override
    public String missingOrganizationReason() {
        return "parent_not_found";
    }

    @Override
    public String subjectId() {
        return organizationId();
    }

    /**
     * The parent and the application must be in the access scope. Only platform administrators register organizations
     * without a parent.
     */
    @Override
    public RequiredAccess requiredAccess() {
        String shown = organization.profile().applicationId();
        return organization.parentId() == null
                ? RequiredAccess.administrator(Permission.MANAGE_ORGANIZATIONS)
                : RequiredAccess.forOrganizations(Permission.MANAGE_ORGANIZATIONS, organization.parentId())
                        .andApplications(shown == null ? Set.of() : Set.of(shown));
    }

    public String organizationId() {
        return organization.organizationId();
    }
}
