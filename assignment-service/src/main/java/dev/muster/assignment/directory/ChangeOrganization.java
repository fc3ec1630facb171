package dev.muster.assignment.directory;

import dev.muster.assignment.access.Permission;
import org.jspecify.annotations.Nullable;

/** Changes the attributes of an organization that are not null. */
public record ChangeOrganization(
        String organizationId,
        @Nullable String label,
        @Nullable String parentId,
        @Nullable Boolean rebrandingEnabled,
        @Nullable Boolean active,
        ProfileChange profile)
        implements DirectoryAction {

    /** The organization itself, and where it is moved to. */
    @Override
    public Needs needs() {
        return Needs.reach(Permission.MANAGE_ORGANIZATIONS, organizationId, parentId);
    }

    @Override
    public String subjectId() {
        return organizationId;
    }

    /** What the organization is after the change. */
    Organization appliedTo(Organization before) {
        return new Organization(
                before.organizationId(),
                label == null ? before.label() : label,
                before.type(),
                parentId == null ? before.parentId() : parentId,
                rebrandingEnabled == null ? before.rebrandingEnabled() : rebrandingEnabled,
                active == null ? before.active() : active,
                profile.appliedTo(before.profile()));
    }
}
