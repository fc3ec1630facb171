package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.organization.Branding;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import dev.muster.assignmentservice.organization.web.ReferenceResolver.NewPosition;
import dev.muster.assignmentservice.security.Caller;
import java.util.Objects;

/** A request to register an organization, with defaults for missing fields. */
record RegisterRequest(Caller caller, String organizationId, PreparedImages prepared) {

    DirectoryAction action(ReferenceResolver references) {
        OrganizationFields fields = prepared.fields();
        NewPosition position = references.newPosition(caller, fields.type(), fields.parent());
        return new RegisterOrganization(new Organization(
                organizationId,
                Objects.requireNonNull(fields.label()),
                position.type(),
                position.parentId(),
                Objects.requireNonNullElse(fields.rebrandingEnabled(), false),
                Objects.requireNonNullElse(fields.active(), true),
                profile(references)));
    }

    private OrganizationProfile profile(ReferenceResolver references) {
        OrganizationFields fields = prepared.fields();
        String app = fields.app();
        return new OrganizationProfile(
                Objects.requireNonNull(fields.name() == null ? fields.label() : fields.name()),
                Objects.requireNonNullElse(fields.description(), ""),
                Objects.requireNonNullElse(fields.properties(), OrganizationProfile.NO_PROPERTIES),
                Objects.requireNonNullElse(fields.mfaRequired(), false),
                app == null || app.isEmpty() ? null : references.app(caller, app),
                new Branding(
                        prepared.firstPath(ImageField.LOGO),
                        prepared.firstPath(ImageField.DARK_LOGO),
                        prepared.firstPath(ImageField.FAVICON),
                        prepared.firstPath(ImageField.DARK_FAVICON)));
    }
}
