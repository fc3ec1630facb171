package dev.muster.assignmentservice.organization;

import dev.muster.text.JsonObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization.
 *
 * @param organizationId 1 to 100 characters; the key on topics and in tables
 * @param label unique among all organizations that are not deleted
 * @param parentId null for an OWNER only
 * @param rebrandingEnabled whether applications below it have its branding, unless a nearer organization enables its own
 * @param active whether applications may be assigned to it
 */
public record Organization(
        String organizationId,
        String label,
        OrganizationType type,
        @Nullable String parentId,
        boolean rebrandingEnabled,
        boolean active,
        OrganizationProfile profile) {

    public String name() {
        return profile.name();
    }

    /** Unique; at most 21 characters, see {@link OrganizationKeys}. */
    public String publicId() {
        return OrganizationKeys.publicIdOf(organizationId);
    }

    /** Unique, see {@link OrganizationKeys}. */
    public UUID uuid() {
        return OrganizationKeys.uuidOf(organizationId);
    }

    /** This organization, with the other's properties text when both texts are the same JSON object. */
    Organization withPropertiesTextOf(Organization other) {
        String text = other.profile.properties();
        return JsonObjects.areSame(profile.properties(), text)
                ? new Organization(
                        organizationId, label, type, parentId, rebrandingEnabled, active, profile.withProperties(text))
                : this;
    }

    /** The published names of the fields that differ from {@code other}; all fields when it is null. */
    public List<String> changedFields(@Nullable Organization other) {
        List<String> fields = new ArrayList<>();
        addIf(fields, "organization_id", other == null);
        addIf(fields, "public_id", other == null);
        addIf(fields, "uuid", other == null);
        addIf(fields, "label", other == null || !label.equals(other.label));
        addIf(fields, "name", other == null || !name().equals(other.name()));
        addIf(fields, "type", other == null || type != other.type);
        addIf(fields, "parent_id", other == null || !Objects.equals(parentId, other.parentId));
        addIf(fields, "rebranding_enabled", other == null || rebrandingEnabled != other.rebrandingEnabled);
        addIf(fields, "active", other == null || active != other.active);
        addProfile(fields, other == null ? null : other.profile);
        addBranding(fields, other == null ? null : other.profile.branding());
        return fields;
    }

    private void addProfile(List<String> fields, @Nullable OrganizationProfile other) {
        addIf(fields, "description", other == null || !profile.description().equals(other.description()));
        addIf(fields, "properties", other == null || !profile.properties().equals(other.properties()));
        addIf(fields, "mfa_required", other == null || profile.mfaRequired() != other.mfaRequired());
        addIf(
                fields,
                "application_id",
                other == null || !Objects.equals(profile.applicationId(), other.applicationId()));
    }

    private void addBranding(List<String> fields, @Nullable Branding other) {
        Branding branding = profile.branding();
        addIf(fields, "logo", other == null || !Objects.equals(branding.logo(), other.logo()));
        addIf(fields, "dark_logo", other == null || !Objects.equals(branding.darkLogo(), other.darkLogo()));
        addIf(fields, "favicon", other == null || !Objects.equals(branding.favicon(), other.favicon()));
        addIf(fields, "dark_favicon", other == null || !Objects.equals(branding.darkFavicon(), other.darkFavicon()));
    }

    private static void addIf(List<String> fields, String name, boolean differs) {
        if (differs) {
            fields.add(name);
        }
    }
}
