package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.Set;

/** Makes an organization known; one that is there already with the same attributes is left as it is. */
public record RegisterOrganization(Organization organization) implements DirectoryAction {

    @Override
    public String subjectId() {
        return organizationId();
    }

    /**
     * A new organization goes below one that is within reach, as is the application that it shows; one at the top is made
     * by platform administrators only.
     */
    @Override
    public RequiredAccess needs() {
        String shown = organization.profile().applicationId();
        return organization.parentId() == null
                ? RequiredAccess.administrator(Permission.MANAGE_ORGANIZATIONS)
                : RequiredAccess.reach(Permission.MANAGE_ORGANIZATIONS, organization.parentId())
                        .andApplications(shown == null ? Set.of() : Set.of(shown));
    }

    /** The organization that is made known. */
    public String organizationId() {
        return organization.organizationId();
    }
}
