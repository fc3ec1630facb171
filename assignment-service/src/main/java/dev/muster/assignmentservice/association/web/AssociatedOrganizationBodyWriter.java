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

    AssociatedOrganizationBody of(HttpServletRequest request, AssociatedOrganization associated) {
        StoredOrganization stored = associated.organization();
        Organization organization = stored.organization();
        return new AssociatedOrganizationBody(
                tenantId,
                organization.publicId(),
                organization.name(),
                organization.profile().description(),
                organization.profile().properties(),
                organization.profile().mfaRequired(),
                branding(request, organization.profile().branding()),
                stored.createdAt().toEpochMilli(),
                associated.roles().stream()
                        .map(role -> new AssociatedOrganizationBody.Role(role, role))
                        .toList());
    }

    private AssociatedOrganizationBody.BrandingUrls branding(HttpServletRequest request, Branding branding) {
        return new AssociatedOrganizationBody.BrandingUrls(
                absolute(request, branding.logo()),
                absolute(request, branding.darkLogo()),
                absolute(request, branding.favicon()),
                absolute(request, branding.darkFavicon()));
    }

    private @Nullable String absolute(HttpServletRequest request, @Nullable String image) {
        return image == null || !image.startsWith("/") ? image : urls.of(request, image);
    }

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
}
