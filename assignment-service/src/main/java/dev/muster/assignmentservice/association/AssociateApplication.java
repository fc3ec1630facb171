package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.Set;

/** Associates an application, or replaces its association. */
public record AssociateApplication(Association association) implements DirectoryAction {

    @Override
    public RequiredAccess requiredAccess() {
        return RequiredAccess.forOrganizations(Permission.MANAGE_ORGANIZATIONS, association.organizationId())
                .andApplications(Set.of(association.applicationId()));
    }

    @Override
    public String subjectId() {
        return association.organizationId();
    }
}
