package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.TextValidation;
import org.jspecify.annotations.Nullable;

/** The request body of an assignment. {@code organization_id} is any key of an organization. */
record AssignBody(@JsonProperty("organization_id") @Nullable String organizationId) {

    /** A label has up to 128 characters after a {@code ~}. */
    private static final int MAX_KEY = 129;

    /**
     * The key of the organization.
     *
     * @throws ApiException when it is not well-formed
     */
    String key() {
        if (organizationId == null || TextValidation.isBlank(organizationId)) {
            throw ApiException.invalid("organization_id", "required", organizationId);
        }
        if (TextValidation.problemOfLine(organizationId, MAX_KEY) != null) {
            throw ApiException.invalid(
                    "organization_id", "must have 1 to " + MAX_KEY + " characters and no control characters", null);
        }
        return organizationId;
    }
}
