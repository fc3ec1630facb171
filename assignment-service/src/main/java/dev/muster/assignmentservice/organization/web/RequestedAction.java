package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.organization.Branding;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.organization.web.OrganizationFields.ImageField;
import dev.muster.assignmentservice.organization.web.ReferenceResolver.NewPosition;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The action that the fields of a request ask for. */
record RequestedAction(Caller caller, PreparedImages prepared, ReferenceResolver references) {

    /** Registers an organization, with defaults for missing fields. */
    DirectoryAction register(String organizationId) {
        OrganizationFields fields = prepared.fields();
        NewPosition position = references.newPosition(caller, fields.type(), fields.parent());
        return new RegisterOrganization(new Organization(
                organizationId,
                Objects.requireNonNull(fields.label()),
                position.type(),
                position.parentId(),
                Objects.requireNonNullElse(fields.rebrandingEnabled(), false),
                Objects.requireNonNullElse(fields.active(), true),
                profile(fields)));
    }

    private OrganizationProfile profile(OrganizationFields fields) {
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

    /** Changes an organization; missing fields stay unchanged. */
    DirectoryAction change(StoredOrganization before) {
        OrganizationFields fields = prepared.fields();
        if (fields.type() != null && fields.type() != before.organization().type()) {
            throw ApiException.invalid("type", "stays what it is: organizations do not change their type", null);
        }
        return new ChangeOrganization(
                before.organization().organizationId(),
                fields.label(),
                fields.parent() == null ? null : references.newParent(caller, before, fields.parent()),
                fields.rebrandingEnabled(),
                fields.active(),
                profileChange(fields, app(fields.app())));
    }

    private @Nullable String app(@Nullable String key) {
        return key == null || key.isEmpty() ? key : references.app(caller, key);
    }

    private ProfileChange profileChange(OrganizationFields fields, @Nullable String app) {
        return new ProfileChange(
                fields.name(),
                fields.description(),
                fields.properties(),
                fields.mfaRequired(),
                app,
                prepared.path(ImageField.LOGO),
                prepared.path(ImageField.DARK_LOGO),
                prepared.path(ImageField.FAVICON),
                prepared.path(ImageField.DARK_FAVICON));
    }
}
