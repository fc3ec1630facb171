package dev.muster.assignment.directory;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the tree of organizations: pure functions of a command and the organizations that there are. */
final class OrganizationRules {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private OrganizationRules() {}

    static Ruling decide(DirectoryAction action, OrganizationLookup organizations) {
        if (action instanceof RegisterOrganization register) {
            return register(register.organization(), organizations);
        }
        if (action instanceof ChangeOrganization change) {
            return change(change, organizations);
        }
        throw new IllegalArgumentException("no rule for " + action.getClass());
    }

    private static Ruling register(Organization wanted, OrganizationLookup organizations) {
        KeptOrganization existing = organizations.find(wanted.organizationId());
        if (existing != null) {
            return existing.organization().equals(wanted.withTextsOf(existing.organization()))
                    ? Ruling.unchanged()
                    : Ruling.rejected(
                            "organization_exists",
                            "the organization is registered with other attributes: send a change instead");
        }
        if (organizations.findSameKeys(wanted) != null) {
            return Ruling.rejected("organization_exists", "another organization has the same public id or UUID");
        }
        Ruling refusal = refuse(wanted, true, organizations);
        return refusal == null ? Ruling.changed(wanted) : refusal;
    }

    private static Ruling change(ChangeOrganization change, OrganizationLookup organizations) {
        KeptOrganization existing = organizations.find(change.organizationId());
        if (existing == null) {
            return Ruling.rejected("organization_not_found", "the organization is not registered");
        }
        Organization before = existing.organization();
        Organization wanted = change.appliedTo(before).withTextsOf(before);
        if (wanted.equals(before)) {
            return Ruling.unchanged();
        }
        boolean moves = change.parentId() != null && !change.parentId().equals(before.parentId());
        Ruling refusal = refuse(wanted, moves, organizations);
        return refusal == null ? Ruling.changed(wanted) : refusal;
    }

    private static @Nullable Ruling refuse(Organization wanted, boolean moves, OrganizationLookup organizations) {
        if (!LABEL.matcher(wanted.label()).matches()) {
            return Ruling.rejected("label_invalid", "a label has 1 to 128 characters of A-Z a-z 0-9 _ . : -");
        }
        Ruling refusal = ProfileRules.refuse(wanted.profile());
        if (refusal == null && moves) {
            refusal = refuseParent(wanted, organizations);
        }
        if (refusal != null) {
            return refusal;
        }
        String labelled = organizations.findByLabel(wanted.label());
        return labelled == null || labelled.equals(wanted.organizationId())
                ? null
                : Ruling.rejected("label_taken", "another organization has the label");
    }

    private static @Nullable Ruling refuseParent(Organization wanted, OrganizationLookup organizations) {
        String parentId = wanted.parentId();
        if ((parentId == null) != (wanted.type() == OrganizationType.OWNER)) {
            return Ruling.rejected(
                    "parent_invalid",
                    parentId == null ? "only an OWNER has no parent" : "an OWNER stands at the top and has no parent");
        }
        if (parentId == null) {
            return null;
        }
        if (isAtOrAbove(wanted.organizationId(), parentId, organizations)) {
            return Ruling.rejected("organization_cycle", "the parent is the organization itself or below it");
        }
        KeptOrganization parent = organizations.find(parentId);
        if (parent == null) {
            return Ruling.parentMissing(parentId);
        }
        return parent.organization().type().isAbove(wanted.type())
                ? null
                : Ruling.rejected(
                        "parent_type_invalid",
                        "a " + parent.organization().type() + " cannot be the parent of a " + wanted.type());
    }

    private static boolean isAtOrAbove(String organizationId, String below, OrganizationLookup organizations) {
        String at = below;
        while (at != null) {
            if (at.equals(organizationId)) {
                return true;
            }
            KeptOrganization kept = organizations.find(at);
            at = kept == null ? null : kept.organization().parentId();
        }
        return false;
    }
}
