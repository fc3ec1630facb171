package dev.muster.assignment.web.associations;

import dev.muster.assignment.directory.AssociatedOrganization;
import dev.muster.assignment.directory.Branding;
import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.Organization;
import dev.muster.assignment.web.PublicUrls;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Makes answers of what is known of organizations. */
final class OrganizationAnswers {

    private final TenantId tenantId;
    private final PublicUrls urls;

    OrganizationAnswers(TenantId tenantId, PublicUrls urls) {
        this.tenantId = tenantId;
        this.urls = urls;
    }

    OrganizationAnswer of(HttpServletRequest request, AssociatedOrganization associated) {
        KeptOrganization kept = associated.organization();
        Organization organization = kept.organization();
        return new OrganizationAnswer(
                tenantId.text(),
                organization.publicId(),
                organization.name(),
                organization.profile().description(),
                organization.profile().properties(),
                organization.profile().mfaRequired(),
                branding(request, organization.profile().branding()),
                kept.createdAt().toEpochMilli(),
                associated.roles().stream()
                        .map(role -> new OrganizationAnswer.Role(role, role))
                        .toList());
    }

    private OrganizationAnswer.BrandingUrls branding(HttpServletRequest request, Branding branding) {
        return new OrganizationAnswer.BrandingUrls(
                absolute(request, branding.logo()),
                absolute(request, branding.darkLogo()),
                absolute(request, branding.favicon()),
                absolute(request, branding.darkFavicon()));
    }

    private @Nullable String absolute(HttpServletRequest request, @Nullable String image) {
        return image == null || !image.startsWith("/") ? image : urls.of(request, image);
    }
}
