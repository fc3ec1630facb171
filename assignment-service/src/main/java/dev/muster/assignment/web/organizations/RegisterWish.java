package dev.muster.assignment.web.organizations;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.directory.Branding;
import dev.muster.assignment.directory.DirectoryAction;
import dev.muster.assignment.directory.Organization;
import dev.muster.assignment.directory.OrganizationProfile;
import dev.muster.assignment.directory.RegisterOrganization;
import dev.muster.assignment.web.organizations.References.NewPlace;
import java.util.Objects;

/** A request for a new organization, with the defaults of what it does not say. */
record RegisterWish(Caller caller, String organizationId, PreparedImages prepared) {

    DirectoryAction action(References references) {
        OrganizationFields fields = prepared.fields();
        NewPlace place = references.newPlace(caller, fields.type(), fields.parent());
        return new RegisterOrganization(new Organization(
                organizationId,
                Objects.requireNonNull(fields.label()),
                place.type(),
                place.parentId(),
                Objects.requireNonNullElse(fields.rebrandingEnabled(), false),
                Objects.requireNonNullElse(fields.active(), true),
                profile(references)));
    }

    private OrganizationProfile profile(References references) {
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
