package dev.muster.assignment.postgres;

import dev.muster.assignment.ownership.Ownership;
import dev.muster.assignment.ownership.RebrandingOverride;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ownerships as they stand in histories and outcomes: JSON with the field names of the published events. */
final class OwnershipJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private OwnershipJson() {}

    static @Nullable String write(@Nullable Ownership ownership) {
        if (ownership == null) {
            return null;
        }
        ObjectNode json = JSON.createObjectNode();
        json.put("organization_id", ownership.organizationId());
        json.put("rebranding_override", ownership.override().name());
        json.put("override_organization_id", ownership.overrideOrganizationId());
        json.put("rebranding_enabled", ownership.rebrandingEnabled());
        json.put("rebranding_org_id", ownership.rebrandingOrgId());
        json.put("assigned_by", ownership.assignedBy());
        Instant assignedAt = ownership.assignedAt();
        json.put("assigned_at", assignedAt == null ? null : assignedAt.toString());
        return json.toString();
    }

    static @Nullable Ownership read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode json = JSON.readTree(text);
        String assignedAt = text(json, "assigned_at");
        return new Ownership(
                text(json, "organization_id"),
                RebrandingOverride.valueOf(json.get("rebranding_override").stringValue()),
                text(json, "override_organization_id"),
                text(json, "rebranding_org_id"),
                text(json, "assigned_by"),
                assignedAt == null ? null : Instant.parse(assignedAt));
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value.stringValue();
    }
}
