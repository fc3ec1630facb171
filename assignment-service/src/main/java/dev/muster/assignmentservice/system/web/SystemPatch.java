package dev.muster.assignmentservice.system.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.text.TextValidation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a change of a system. Missing fields stay unchanged; an organization_id of null removes the owner. */
record SystemPatch(
        @JsonProperty("name") @Nullable JsonNode name,
        @JsonProperty("organization_id") @Nullable JsonNode organizationId) {

    private static final int MAX_NAME = 128;
    private static final int MAX_KEY = 129;

    /**
     * Validates the types and lengths of the fields.
     *
     * @throws ApiException with all problems
     */
    void validate() {
        List<Problem> problems = new ArrayList<>();
        if (name != null) {
            check("name", name, MAX_NAME, problems);
        }
        if (organizationId != null && !organizationId.isNull()) {
            check("organization_id", organizationId, MAX_KEY, problems);
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    boolean releasesOrganization() {
        return organizationId != null && organizationId.isNull();
    }

    /** Any key of the new owner; null when none is given. */
    @Nullable
    String organizationKey() {
        return organizationId == null || organizationId.isNull() ? null : organizationId.stringValue();
    }

    /** The new name; null to keep the present one. */
    @Nullable
    String newName() {
        return name == null ? null : name.stringValue();
    }

    private static void check(String field, JsonNode node, int max, List<Problem> problems) {
        if (!node.isString()) {
            problems.add(new Problem(field, "has the wrong type", ""));
            return;
        }
        String text = node.stringValue();
        if (TextValidation.problemOfId(text, max) != null) {
            problems.add(new Problem(
                    field, "must have 1 to " + max + " characters, not only blanks, and no control characters", ""));
        }
    }
}
