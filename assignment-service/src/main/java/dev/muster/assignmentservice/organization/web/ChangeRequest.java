package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import org.jspecify.annotations.Nullable;

/** A request to change an organization; missing fields stay unchanged. */
record ChangeRequest(Caller caller, StoredOrganization before, PreparedImages prepared) {

    DirectoryAction action(ReferenceResolver references) {
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
                profile(fields, app(references, fields.app())));
    }

    private @Nullable String app(ReferenceResolver references, @Nullable String key) {
        return key == null || key.isEmpty() ? key : references.app(caller, key);
    }

    private ProfileChange profile(OrganizationFields fields, @Nullable String app) {
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
