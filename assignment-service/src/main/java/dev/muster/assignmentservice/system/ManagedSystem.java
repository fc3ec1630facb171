package dev.muster.assignmentservice.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The managed attributes of a system, besides its inventory.
 *
 * @param name 1 to 128 characters; null when it has no name
 * @param organizationId the organization that owns it; null when it has no owner
 */
public record ManagedSystem(
        String systemId, @Nullable String name, @Nullable String organizationId) {

    /** The published names of the fields that differ from {@code other}. */
    public List<String> changedFields(@Nullable ManagedSystem other) {
        List<String> fields = new ArrayList<>();
        if (other == null) {
            fields.add("system_id");
        }
        if (!Objects.equals(name, other == null ? null : other.name)) {
            fields.add("name");
        }
        if (!Objects.equals(organizationId, other == null ? null : other.organizationId)) {
            fields.add("organization_id");
        }
        return fields;
    }
}
