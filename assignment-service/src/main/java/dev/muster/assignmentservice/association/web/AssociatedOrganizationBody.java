package dev.muster.assignmentservice.association.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organization that an application is associated with, as the document has it.
 *
 * @param customData a JSON object, as text
 * @param createdAt ms since 1970
 */
record AssociatedOrganizationBody(
        String tenantId,
        String id,
        String name,
        @Nullable String description,
        @JsonRawValue String customData,
        @JsonProperty("isMfaRequired") boolean mfaRequired,
        BrandingUrls branding,
        long createdAt,
        List<Role> organizationRoles) {

    /** What is not there is left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BrandingUrls(
            @Nullable String logoUrl,
            @Nullable String darkLogoUrl,
            @Nullable String favicon,
            @Nullable String darkFavicon) {}

    /** What the application may do in the organization: a label is its own id. */
    record Role(String id, String name) {}
}
