package dev.muster.assignment.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An organization.
 *
 * @param label unique among all organizations
 * @param parentId null for an OWNER only
 * @param rebrandingEnabled whether applications below it carry its branding, unless a nearer one's does
 * @param active whether it may be given applications
 */
public record Organization(
        String organizationId,
        String label,
        String name,
        OrganizationType type,
        @Nullable String parentId,
        boolean rebrandingEnabled,
        boolean active) {

    /** The published names of the fields in which the two differ; all of them when there is no other. */
    public List<String> fieldsThatDifferFrom(@Nullable Organization other) {
        List<String> fields = new ArrayList<>();
        addIf(fields, "organization_id", other == null);
        addIf(fields, "label", other == null || !label.equals(other.label));
        addIf(fields, "name", other == null || !name.equals(other.name));
        addIf(fields, "type", other == null || type != other.type);
        addIf(fields, "parent_id", other == null || !Objects.equals(parentId, other.parentId));
        addIf(fields, "rebranding_enabled", other == null || rebrandingEnabled != other.rebrandingEnabled);
        addIf(fields, "active", other == null || active != other.active);
        return fields;
    }

    private static void addIf(List<String> fields, String name, boolean differs) {
        if (differs) {
            fields.add(name);
        }
    }
}
