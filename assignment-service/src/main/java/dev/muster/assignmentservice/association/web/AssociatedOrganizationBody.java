package dev.muster.assignmentservice.association.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organization that an application is associated with, as in the contract document.
 *
 * @param customData a JSON object, as text
 * @param createdAt milliseconds since the epoch
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

    /** Missing images are left out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BrandingUrls(
            @Nullable String logoUrl,
            @Nullable String darkLogoUrl,
            @Nullable String favicon,
            @Nullable String darkFavicon) {}

    /** A role of the application in the organization; its id is its label. */
    record Role(String id, String name) {}
}
