package dev.muster.assignmentservice.system;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Changes the name or the owner of a system. Null attributes stay unchanged.
 *
 * @param releaseOrganization whether to remove the owner; not together with an organization
 */
public record ChangeSystem(
        String systemId, @Nullable String name, @Nullable String organizationId, boolean releaseOrganization)
        implements DirectoryAction {

    @Override
    public RequiredAccess requiredAccess() {
        return RequiredAccess.forOrganizations(Permission.MANAGE_SYSTEMS, organizationId)
                .andSystem(systemId);
    }

    @Override
    public String subjectId() {
        return systemId;
    }

    ManagedSystem applyTo(ManagedSystem before) {
        String owner = organizationId == null ? before.organizationId() : organizationId;
        return new ManagedSystem(
                before.systemId(), name == null ? before.name() : name, releaseOrganization ? null : owner);
    }
}
