package dev.muster.assignment.web.organizations;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.directory.ChangeOrganization;
import dev.muster.assignment.directory.DirectoryAction;
import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.ProfileChange;
import dev.muster.assignment.web.Refusal;
import org.jspecify.annotations.Nullable;

/** A request for a change; what it does not say stays. */
record ChangeWish(Caller caller, KeptOrganization before, PreparedImages prepared) {

    DirectoryAction action(References references) {
        OrganizationFields fields = prepared.fields();
        if (fields.type() != null && fields.type() != before.organization().type()) {
            throw Refusal.invalid("type", "stays what it is: organizations do not change their type", null);
        }
        return new ChangeOrganization(
                before.organization().organizationId(),
                fields.label(),
                fields.parent() == null ? null : references.newParent(caller, before, fields.parent()),
                fields.rebrandingEnabled(),
                fields.active(),
                profile(fields, app(references, fields.app())));
    }

    private @Nullable String app(References references, @Nullable String key) {
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
