package dev.muster.assignment.directory;

import dev.muster.assignment.access.Permission;
import java.util.Set;

/** Associates an application in exactly this way. */
public record AssociateApplication(Association association) implements DirectoryAction {

    @Override
    public Needs needs() {
        return Needs.reach(Permission.MANAGE_ORGANIZATIONS, association.organizationId())
                .andApplications(Set.of(association.applicationId()));
    }

    @Override
    public String subjectId() {
        return association.organizationId();
    }
}
