package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who owns an application and how it is rebranded.
 *
 * @param organizationId the owner; null when unassigned
 * @param override the rebranding override of the application
 * @param overrideOrganizationId the organization that the override names; null when it names none
 * @param rebrandingOrgId the effective rebranding: whose branding applies; null when not rebranded
 * @param assignedBy who assigned the owner; null when unassigned
 * @param assignedAt when, with a precision of microseconds; null when unassigned
 */
public record Ownership(
        @Nullable String organizationId,
        RebrandingOverride override,
        @Nullable String overrideOrganizationId,
        @Nullable String rebrandingOrgId,
        @Nullable String assignedBy,
        @Nullable Instant assignedAt) {

    /** Unassigned and without an override. */
    public static final Ownership NONE = new Ownership(null, RebrandingOverride.INHERITED, null, null, null, null);

    public boolean rebrandingEnabled() {
        return rebrandingOrgId != null;
    }

    /** Unassigned and without an override. */
    public boolean isPristine() {
        return isEquivalentTo(NONE);
    }

    /** Whether owner and override are equal; derived fields may differ. */
    public boolean isEquivalentTo(Ownership other) {
        return Objects.equals(organizationId, other.organizationId)
                && override == other.override
                && Objects.equals(overrideOrganizationId, other.overrideOrganizationId);
    }

    public Ownership withRebrandingOrgId(@Nullable String effective) {
        return new Ownership(organizationId, override, overrideOrganizationId, effective, assignedBy, assignedAt);
    }

    /** The published names of the fields in which the two differ. */
    public List<String> changedFields(Ownership other) {
        List<String> fields = new ArrayList<>();
        addIfDifferent(fields, "organization_id", organizationId, other.organizationId);
        addIfDifferent(fields, "rebranding_override", override, other.override);
        addIfDifferent(fields, "override_organization_id", overrideOrganizationId, other.overrideOrganizationId);
        addIfDifferent(fields, "rebranding_enabled", rebrandingEnabled(), other.rebrandingEnabled());
        addIfDifferent(fields, "rebranding_org_id", rebrandingOrgId, other.rebrandingOrgId);
        addIfDifferent(fields, "assigned_by", assignedBy, other.assignedBy);
        addIfDifferent(fields, "assigned_at", assignedAt, other.assignedAt);
        return fields;
    }

    private static void addIfDifferent(List<String> fields, String name, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            fields.add(name);
        }
    }

    /** The rebranding setting of an application. */
    public enum RebrandingOverride {
        /** None: inherited from the owner. */
        INHERITED,
        /** Rebranded, for a given organization or for the owner. */
        ENABLED,
        /** Not rebranded, whatever the setting of the organizations. */
        DISABLED
    }
}
