package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.DirectoryAction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the tree of organizations: pure functions of a command and the organizations that there are. */
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

    private static OrganizationDecision register(Organization wanted, OrganizationLookup organizations) {
        StoredOrganization existing = organizations.find(wanted.organizationId());
        if (existing != null) {
            return existing.organization().equals(wanted.withTextsOf(existing.organization()))
                    ? OrganizationDecision.unchanged()
                    : OrganizationDecision.rejected(
                            "organization_exists",
                            "the organization is registered with other attributes: send a change instead");
        }
        if (organizations.findSameKeys(wanted) != null) {
            return OrganizationDecision.rejected(
                    "organization_exists", "another organization has the same public id or UUID");
        }
        OrganizationDecision refusal = refuse(wanted, true, organizations);
        return refusal == null ? OrganizationDecision.changed(wanted) : refusal;
    }

    private static OrganizationDecision change(ChangeOrganization change, OrganizationLookup organizations) {
        StoredOrganization existing = organizations.find(change.organizationId());
        if (existing == null) {
            return OrganizationDecision.rejected("organization_not_found", "the organization is not registered");
        }
        Organization before = existing.organization();
        Organization wanted = change.appliedTo(before).withTextsOf(before);
        if (wanted.equals(before)) {
            return OrganizationDecision.unchanged();
        }
        boolean moves = change.parentId() != null && !change.parentId().equals(before.parentId());
        OrganizationDecision refusal = refuse(wanted, moves, organizations);
        return refusal == null ? OrganizationDecision.changed(wanted) : refusal;
    }

    private static @Nullable OrganizationDecision refuse(
            Organization wanted, boolean moves, OrganizationLookup organizations) {
        if (!LABEL.matcher(wanted.label()).matches()) {
            return OrganizationDecision.rejected(
                    "label_invalid", "a label has 1 to 128 characters of A-Z a-z 0-9 _ . : -");
        }
        OrganizationDecision refusal = ProfileRules.refuse(wanted.profile());
        if (refusal == null && moves) {
            refusal = refuseParent(wanted, organizations);
        }
        if (refusal != null) {
            return refusal;
        }
        String labelled = organizations.findByLabel(wanted.label());
        return labelled == null || labelled.equals(wanted.organizationId())
                ? null
                : OrganizationDecision.rejected("label_taken", "another organization has the label");
    }

    private static @Nullable OrganizationDecision refuseParent(Organization wanted, OrganizationLookup organizations) {
        String parentId = wanted.parentId();
        if ((parentId == null) != (wanted.type() == OrganizationType.OWNER)) {
            return OrganizationDecision.rejected(
                    "parent_invalid",
                    parentId == null ? "only an OWNER has no parent" : "an OWNER stands at the top and has no parent");
        }
        if (parentId == null) {
            return null;
        }
        if (isAtOrAbove(wanted.organizationId(), parentId, organizations)) {
            return OrganizationDecision.rejected(
                    "organization_cycle", "the parent is the organization itself or below it");
        }
        StoredOrganization parent = organizations.find(parentId);
        if (parent == null) {
            return OrganizationDecision.parentMissing(parentId);
        }
        return parent.organization().type().isAbove(wanted.type())
                ? null
                : OrganizationDecision.rejected(
                        "parent_type_invalid",
                        "a " + parent.organization().type() + " cannot be the parent of a " + wanted.type());
    }

    private static boolean isAtOrAbove(String organizationId, String below, OrganizationLookup organizations) {
        String at = below;
        while (at != null) {
            if (at.equals(organizationId)) {
                return true;
            }
            StoredOrganization kept = organizations.find(at);
            at = kept == null ? null : kept.organization().parentId();
        }
        return false;
    }
}
