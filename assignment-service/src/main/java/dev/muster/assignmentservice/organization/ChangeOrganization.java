package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Permission;
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
        String shown = profile.applicationId();
        return RequiredAccess.forOrganizations(Permission.MANAGE_ORGANIZATIONS, organizationId, parentId)
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
