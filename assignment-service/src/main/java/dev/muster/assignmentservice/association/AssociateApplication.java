package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.Set;

/** Associates an application in exactly this way. */
public record AssociateApplication(Association association) implements DirectoryAction {

    @Override
    public RequiredAccess needs() {
        return RequiredAccess.reach(Permission.MANAGE_ORGANIZATIONS, association.organizationId())
                .andApplications(Set.of(association.applicationId()));
    }

    @Override
    public String subjectId() {
        return association.organizationId();
    }
}
