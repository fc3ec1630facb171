package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.DetailsChange;
import dev.muster.assignmentservice.application.DetailsChange.FieldChange;
import dev.muster.assignmentservice.application.DetailsRules;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request body of a change of details. An absent field does not change, null restores the reported value. The whole object
 * as a GET returned it is taken too: what identifies the application and its owner must be the same, and what changes by itself
 * is ignored.
 */
@JsonIgnoreProperties({
    "name",
    "source",
    "node_id",
    "node_label",
    "version",
    "organization_type",
    "status",
    "inventory_data",
    "backup_data",
    "services_data",
    "is_user_facing",
    "created_at",
    "updated_at",
    "first_seen_at",
    "last_inventory_at",
    "deleted_at",
    "rebranding_enabled",
    "rebranding_org_id",
    "system",
    "organization"
})
record DetailsBody(
        @JsonProperty("id") @Nullable JsonNode id,
        @JsonProperty("system_id") @Nullable JsonNode systemId,
        @JsonProperty("module_id") @Nullable JsonNode moduleId,
        @JsonProperty("instance_of") @Nullable JsonNode instanceOf,
        @JsonProperty("organization_id") @Nullable JsonNode organizationId,
        @JsonProperty("display_name") @Nullable JsonNode displayName,
        @JsonProperty("url") @Nullable JsonNode url,
        @JsonProperty("notes") @Nullable JsonNode notes) {

    /**
     * The validated change.
     *
     * @param shown the application as a GET returns it now; null when there is none for the caller
     * @throws ApiException with all problems
     */
    DetailsChange change(@Nullable Application shown) {
        List<Problem> problems = new ArrayList<>();
        DetailsChange given = new DetailsChange(
                fieldChange("display_name", displayName, problems),
                fieldChange("url", url, problems),
                fieldChange("notes", notes, problems));
        DetailsChange change = shown == null ? given : given.unless(shown);
        DetailsRules.problems(change).forEach((field, message) -> problems.add(new Problem(field, message, "")));
        if (shown != null) {
            requireSame(ApplicationBody.of(shown), problems);
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        return change;
    }

    private void requireSame(ApplicationBody shown, List<Problem> problems) {
        requireSame("id", id, shown.id(), problems);
        requireSame("system_id", systemId, shown.systemId(), problems);
        requireSame("module_id", moduleId, shown.moduleId(), problems);
        requireSame("instance_of", instanceOf, shown.instanceOf(), problems);
        requireSame("organization_id", organizationId, shown.organizationId(), problems);
    }

    private static void requireSame(
            String field, @Nullable JsonNode given, @Nullable String shown, List<Problem> problems) {
        if (given == null) {
            return;
        }
        String text = given.isString() ? given.stringValue() : null;
        if (!Objects.equals(text, shown) || !(given.isString() || given.isNull())) {
            problems.add(
                    new Problem(field, "is not changed by this request: leave it out, or send what GET returns", ""));
        }
    }

    private static FieldChange fieldChange(String field, @Nullable JsonNode node, List<Problem> problems) {
        if (node == null) {
            return FieldChange.ABSENT;
        }
        if (node.isNull()) {
            return FieldChange.of(null);
        }
        if (!node.isString()) {
            problems.add(new Problem(field, "has the wrong type", ""));
            return FieldChange.ABSENT;
        }
        String text = node.stringValue();
        return FieldChange.of(field.equals("notes") && text.isEmpty() ? null : text);
    }
}
