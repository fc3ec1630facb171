package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.media.ImagePaths;
import dev.muster.assignmentservice.organization.Branding;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationView;
import dev.muster.assignmentservice.organization.OrganizationView.NamedApplication;
import dev.muster.assignmentservice.organization.OrganizationView.OwnedApplication;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.organization.web.OrganizationBody.App;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Device;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Image;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Limit;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Member;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Reference;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import dev.muster.assignmentservice.web.PublicUrls;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Writes organizations in the format of the contract document. */
@Component
class OrganizationBodyWriter {

    static final String ORGANIZATIONS = "/api/v2.0/organizations";
    static final String APPS = "/api/v2.0/apps";

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PublicUrls urls;

    OrganizationBodyWriter(PublicUrls urls) {
        this.urls = urls;
    }

    OrganizationBody of(OrganizationView view, HttpServletRequest request) {
        Organization organization = view.organization();
        Branding branding = organization.profile().branding();
        return new OrganizationBody(
                app(view.application(), request),
                MICROSECONDS.format(view.stored().createdAt()),
                organization.profile().description(),
                view.applications(),
                image(branding.favicon(), request),
                organization.publicId(),
                organization.active(),
                organization.label(),
                Limit.of(view.applications(), view.members()),
                image(branding.logo(), request),
                organization.name(),
                organization.profile().properties(),
                urlOf(organization, request),
                view.members());
    }

    @Nullable
    App app(@Nullable NamedApplication application, HttpServletRequest request) {
        if (application == null) {
            return null;
        }
        String id = application.applicationId();
        return new App(id, id, application.name(), urlOfApplication(id, request));
    }

    Device device(StoredOrganization owner, OwnedApplication owned, HttpServletRequest request) {
        Organization organization = owner.organization();
        String id = owned.application().applicationId();
        return new Device(
                MICROSECONDS.format(owned.firstSeenAt()),
                owned.instanceOf(),
                id,
                true,
                id,
                owned.lastInventoryAt().toEpochMilli(),
                owned.application().name(),
                new Reference(
                        organization.publicId(),
                        organization.label(),
                        organization.name(),
                        urlOf(organization, request)),
                urlOfApplication(id, request));
    }

    Member member(StoredUser stored) {
        User user = stored.user();
        return new Member(
                MICROSECONDS.format(stored.createdAt()), null, "", user.userId(), user.active(), "", user.userId());
    }

    private String urlOf(Organization organization, HttpServletRequest request) {
        return urls.of(request, ORGANIZATIONS + "/" + organization.publicId());
    }

    private String urlOfApplication(String id, HttpServletRequest request) {
        return urls.of(request, APPS + "/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8));
    }

    /** Only images stored by this service have renditions; an external image is used for all sizes. */
    private @Nullable Image image(@Nullable String original, HttpServletRequest request) {
        if (original == null) {
            return null;
        }
        if (!original.startsWith("/")) {
            return new Image(original, original, original);
        }
        String raw = urls.of(request, original);
        return ImagePaths.idOf(original)
                .map(id -> new Image(
                        urls.of(request, ImagePaths.height36(id)), urls.of(request, ImagePaths.height50(id)), raw))
                .orElseGet(() -> new Image(raw, raw, raw));
    }
}
