package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.DirectoryAction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the organization tree: pure functions of a command and the registered organizations. */
final class OrganizationRules {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private OrganizationRules() {}

    static OrganizationDecision decide(DirectoryAction action, OrganizationLookup organizations) {
        if (action instanceof RegisterOrganization register) {
            return register(register.organization(), organizations);
        }
        if (action instanceof ChangeOrganization change) {
            return change(change, organizations);
        }
        throw new IllegalArgumentException("no rule for " + action.getClass());
    }

    private static OrganizationDecision register(Organization requested, OrganizationLookup organizations) {
        StoredOrganization existing = organizations.find(requested.organizationId());
        if (existing != null) {
            return existing.organization().equals(requested.withPropertiesTextOf(existing.organization()))
                    ? OrganizationDecision.unchanged()
                    : OrganizationDecision.rejected(
                            "organization_exists",
                            "the organization is registered with other attributes: send a change instead");
        }
        if (organizations.findKeyConflict(requested) != null) {
            return OrganizationDecision.rejected(
                    "organization_exists", "another organization has the same public id or UUID");
        }
        OrganizationDecision rejection = check(requested, true, organizations);
        return rejection == null ? OrganizationDecision.changed(requested) : rejection;
    }

    private static OrganizationDecision change(ChangeOrganization change, OrganizationLookup organizations) {
        StoredOrganization existing = organizations.find(change.organizationId());
        if (existing == null) {
            return OrganizationDecision.rejected("organization_not_found", "the organization is not registered");
        }
        Organization before = existing.organization();
        Organization requested = change.applyTo(before).withPropertiesTextOf(before);
        if (requested.equals(before)) {
            return OrganizationDecision.unchanged();
        }
        boolean moves = change.parentId() != null && !change.parentId().equals(before.parentId());
        OrganizationDecision rejection = check(requested, moves, organizations);
        return rejection == null ? OrganizationDecision.changed(requested) : rejection;
    }

    private static @Nullable OrganizationDecision check(
            Organization requested, boolean moves, OrganizationLookup organizations) {
        if (!LABEL.matcher(requested.label()).matches()) {
            return OrganizationDecision.rejected(
                    "label_invalid", "a label has 1 to 128 characters of A-Z a-z 0-9 _ . : -");
        }
        OrganizationDecision rejection = ProfileRules.check(requested.profile());
        if (rejection == null && moves) {
            rejection = checkParent(requested, organizations);
        }
        if (rejection != null) {
            return rejection;
        }
        String labelled = organizations.findByLabel(requested.label());
        return labelled == null || labelled.equals(requested.organizationId())
                ? null
                : OrganizationDecision.rejected("label_taken", "another organization has the label");
    }

    private static @Nullable OrganizationDecision checkParent(
            Organization requested, OrganizationLookup organizations) {
        String parentId = requested.parentId();
        if ((parentId == null) != (requested.type() == OrganizationType.OWNER)) {
            return OrganizationDecision.rejected(
                    "parent_invalid",
                    parentId == null ? "only an OWNER has no parent" : "an OWNER stands at the top and has no parent");
        }
        if (parentId == null) {
            return null;
        }
        if (isAtOrAbove(requested.organizationId(), parentId, organizations)) {
            return OrganizationDecision.rejected(
                    "organization_cycle", "the parent is the organization itself or below it");
        }
        StoredOrganization parent = organizations.find(parentId);
        if (parent == null) {
            return OrganizationDecision.parentMissing(parentId);
        }
        return parent.organization().type().isAbove(requested.type())
                ? null
                : OrganizationDecision.rejected(
                        "parent_type_invalid",
                        "a " + parent.organization().type() + " cannot be the parent of a " + requested.type());
    }

    private static boolean isAtOrAbove(String organizationId, String below, OrganizationLookup organizations) {
        String at = below;
        while (at != null) {
            if (at.equals(organizationId)) {
                return true;
            }
            StoredOrganization stored = organizations.find(at);
            at = stored == null ? null : stored.organization().parentId();
        }
        return false;
    }
}
