package dev.muster.assignmentservice.association.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.muster.assignmentservice.association.AssociationStore.AssociatedOrganization;
import dev.muster.assignmentservice.organization.Branding;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.web.PublicUrls;
import dev.muster.text.TextValidation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes organizations in the format of the contract document. */
@Component
final class AssociatedOrganizationBodyWriter {

    private static final int MAX_TENANT_ID = 21;

    private final String tenantId;
    private final PublicUrls urls;

    /** @param tenantId the id of the installation in responses of this API, 1 to 21 characters */
    AssociatedOrganizationBodyWriter(@Value("${muster.tenant-id}") String tenantId, PublicUrls urls) {
        if (TextValidation.isBlank(tenantId) || TextValidation.isLongerThan(tenantId, MAX_TENANT_ID)) {
            throw new IllegalArgumentException(
                    "muster.tenant-id must have 1 to " + MAX_TENANT_ID + " characters, not " + tenantId);
        }
        this.tenantId = tenantId;
        this.urls = urls;
    }

    /** An organization in the list of an application, with the roles of the application there. */
    OrganizationBody of(HttpServletRequest request, AssociatedOrganization associated) {
        return of(
                request,
                associated.organization(),
                associated.roles().stream()
                        .map(role -> new OrganizationBody.Role(role, role))
                        .toList());
    }

    /** An organization by itself. */
    OrganizationBody of(HttpServletRequest request, StoredOrganization stored) {
        return of(request, stored, null);
    }

    private OrganizationBody of(
            HttpServletRequest request, StoredOrganization stored, @Nullable List<OrganizationBody.Role> roles) {
        Organization organization = stored.organization();
        return new OrganizationBody(
                tenantId,
                organization.publicId(),
                organization.name(),
                organization.profile().description(),
                organization.profile().properties(),
                organization.profile().mfaRequired(),
                Map.of(),
                branding(request, organization.profile().branding()),
                null,
                stored.createdAt().toEpochMilli(),
                roles);
    }

    /** The id of the installation in responses of this API. */
    String tenantId() {
        return tenantId;
    }

    private OrganizationBody.BrandingUrls branding(HttpServletRequest request, Branding branding) {
        return new OrganizationBody.BrandingUrls(
                absolute(request, branding.logo()),
                absolute(request, branding.darkLogo()),
                absolute(request, branding.favicon()),
                absolute(request, branding.darkFavicon()));
    }

    private @Nullable String absolute(HttpServletRequest request, @Nullable String image) {
        return image == null || !image.startsWith("/") ? image : urls.of(request, image);
    }

    /**
     * An organization, as in the contract document.
     *
     * @param customData a JSON object, as text
     * @param color always empty: Muster has no colors
     * @param customCss always null: Muster has no style sheets
     * @param createdAt milliseconds since the epoch
     * @param organizationRoles in the list of an application; left out elsewhere
     */
    record OrganizationBody(
            String tenantId,
            String id,
            String name,
            @Nullable String description,
            @JsonRawValue String customData,
            @JsonProperty("isMfaRequired") boolean mfaRequired,
            Map<String, String> color,
            BrandingUrls branding,
            @Nullable String customCss,
            long createdAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
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
}
