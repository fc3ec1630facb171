package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
import java.util.Objects;
import java.util.Set;
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

    /** The organization, its new parent, and its new application. */
    @Override
    public RequiredAccess requiredAccess() {
        return requiredAccess(parentId, profile.applicationId());
    }

    /** The same, without what the organization already has. */
    RequiredAccess requiredAccessFrom(Organization before) {
        String shown = profile.applicationId();
        return requiredAccess(
                Objects.equals(parentId, before.parentId()) ? null : parentId,
                Objects.equals(shown, before.profile().applicationId()) ? null : shown);
    }

    private RequiredAccess requiredAccess(@Nullable String newParentId, @Nullable String shown) {
        return RequiredAccess.forOrganizations(Permission.MANAGE_ORGANIZATIONS, organizationId, newParentId)
                .andApplications(shown == null || shown.isEmpty() ? Set.of() : Set.of(shown));
    }

    @Override
    public String missingOrganizationReason() {
        return "parent_not_found";
    }

    @Override
    public String subjectId() {
        return organizationId;
    }

    Organization applyTo(Organization before) {
        return new Organization(
                before.organizationId(),
                label == null ? before.label() : label,
                before.type(),
                parentId == null ? before.parentId() : parentId,
                rebrandingEnabled == null ? before.rebrandingEnabled() : rebrandingEnabled,
                active == null ? before.active() : active,
                profile.applyTo(before.profile()));
    }
}
