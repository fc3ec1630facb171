package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Changes which applications are associated with an organization. Existing associations stay unchanged; new ones are of
 * kind MEMBER, without roles.
 */
public record ChangeAssociations(String organizationId, Kind kind, Set<String> applicationIds)
        implements DirectoryAction {

    /** Maximum number of applications in one action. */
    public static final int MAX_APPLICATIONS = 1_000;

    /** How the associations change. */
    public enum Kind {
        /** The given applications are added. */
        ADD,
        /** Exactly the given applications are associated. */
        REPLACE,
        /** The given applications are removed. */
        REMOVE
    }

    public ChangeAssociations {
        applicationIds = new LinkedHashSet<>(applicationIds);
    }

    /** A removal needs access to the organization only. */
    @Override
    public RequiredAccess requiredAccess() {
        return requiredAccessTo(kind == Kind.REMOVE ? Set.of() : applicationIds);
    }

    RequiredAccess requiredAccessTo(Set<String> addedIds) {
        return RequiredAccess.forOrganizations(Permission.MANAGE_ORGANIZATIONS, organizationId)
                .andApplications(addedIds);
    }

    @Override
    public String subjectId() {
        return organizationId;
    }
}
