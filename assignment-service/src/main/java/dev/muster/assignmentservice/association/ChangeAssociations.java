package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Changes which applications are associated with an organization. One that is already stays as it is; one that is not
 * becomes a MEMBER without roles.
 */
public record ChangeAssociations(String organizationId, Kind kind, Set<String> applicationIds)
        implements DirectoryAction {

    /** The most applications that one action names. */
    public static final int MAX_APPLICATIONS = 1_000;

    /** What happens to the associations of the organization. */
    public enum Kind {
        /** The given applications are associated besides. */
        ADD,
        /** The given applications are associated, and no others. */
        REPLACE,
        /** The given applications are not associated any more. */
        REMOVE
    }

    public ChangeAssociations {
        applicationIds = new LinkedHashSet<>(applicationIds);
    }

    /** To take away needs the organization only. */
    @Override
    public RequiredAccess needs() {
        RequiredAccess needs = RequiredAccess.reach(Permission.MANAGE_ORGANIZATIONS, organizationId);
        return kind == Kind.REMOVE ? needs : needs.andApplications(applicationIds);
    }

    @Override
    public String subjectId() {
        return organizationId;
    }
}
