package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.association.AssociatedOrganization;
import dev.muster.assignmentservice.organization.Branding;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.web.PublicUrls;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Writes organizations in the format of the contract document. */
final class AssociatedOrganizationBodyWriter {

    private final TenantId tenantId;
    private final PublicUrls urls;

    AssociatedOrganizationBodyWriter(TenantId tenantId, PublicUrls urls) {
        this.tenantId = tenantId;
        this.urls = urls;
    }

    AssociatedOrganizationBody of(HttpServletRequest request, AssociatedOrganization associated) {
        StoredOrganization stored = associated.organization();
        Organization organization = stored.organization();
        return new AssociatedOrganizationBody(
                tenantId.text(),
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
}
