package dev.muster.assignmentservice.system;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Names a system or says who owns it. What is null stays as it is.
 *
 * @param releaseOrganization whether nobody is to own it; not together with an organization
 */
public record ChangeSystem(
        String systemId, @Nullable String name, @Nullable String organizationId, boolean releaseOrganization)
        implements DirectoryAction {

    @Override
    public RequiredAccess needs() {
        return RequiredAccess.reach(Permission.MANAGE_SYSTEMS, organizationId).andSystem(systemId);
    }

    @Override
    public String subjectId() {
        return systemId;
    }

    ManagedSystem appliedTo(ManagedSystem before) {
        String owner = organizationId == null ? before.organizationId() : organizationId;
        return new ManagedSystem(
                before.systemId(), name == null ? before.name() : name, releaseOrganization ? null : owner);
    }
}
