package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.rule.RuleSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of the organization tree: pure functions of a command and the registered organizations. */
final class OrganizationRules {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private OrganizationRules() {}

    /**
     * The decision about a command.
     *
     * @param after the organization after the change; null unless the decision is APPLIED
     */
    record Result(@Nullable Organization after, Decision decision) {

        private static final Result UNCHANGED = new Result(null, Decision.UNCHANGED);

        private static Result rejected(String reason, String message) {
            return new Result(null, Decision.rejected(reason, message));
        }
    }

    static Result decide(DirectoryAction action, OrganizationStore organizations) {
        if (action instanceof RegisterOrganization register) {
            return register(register.organization(), organizations);
        }
        if (action instanceof ChangeOrganization change) {
            return change(change, organizations);
        }
        throw new IllegalArgumentException("no rule for " + action.getClass());
    }

    private static Result register(Organization requested, OrganizationStore organizations) {
        StoredOrganization existing = organizations.find(requested.organizationId());
        if (existing != null) {
            return existing.organization().equals(requested.withPropertiesTextOf(existing.organization()))
                    ? Result.UNCHANGED
                    : Result.rejected(
                            "organization_exists",
                            "the organization is registered with other attributes: send a change instead");
        }
        if (organizations.findDeleted(requested.organizationId()) != null) {
            return Result.rejected("organization_deleted", "the organization was deleted: its id is not used again");
        }
        if (requested.organizationId().equals(RuleSet.PLATFORM)) {
            return Result.rejected(
                    "organization_id_reserved", "the id " + RuleSet.PLATFORM + " stands for the platform");
        }
        if (organizations.findKeyConflict(requested) != null) {
            return Result.rejected("organization_exists", "another organization has the same public id or UUID");
        }
        Decision rejection = check(requested, true, organizations);
        return rejection == null ? new Result(requested, Decision.APPLIED) : new Result(null, rejection);
    }

    private static Result change(ChangeOrganization change, OrganizationStore organizations) {
        StoredOrganization existing = organizations.find(change.organizationId());
        if (existing == null) {
            return Result.rejected("organization_not_found", "the organization is not registered");
        }
        Organization before = existing.organization();
        Organization requested = change.applyTo(before).withPropertiesTextOf(before);
        if (requested.equals(before)) {
            return Result.UNCHANGED;
        }
        boolean moves = change.parentId() != null && !change.parentId().equals(before.parentId());
        Decision rejection = check(requested, moves, organizations);
        return rejection == null ? new Result(requested, Decision.APPLIED) : new Result(null, rejection);
    }

    private static @Nullable Decision check(Organization requested, boolean moves, OrganizationStore organizations) {
        if (!LABEL.matcher(requested.label()).matches()) {
            return Decision.rejected("label_invalid", "a label has 1 to 128 characters of A-Z a-z 0-9 _ . : -");
        }
        Decision rejection = ProfileRules.check(requested.profile());
        if (rejection == null && moves) {
            rejection = checkParent(requested, organizations);
        }
        if (rejection != null) {
            return rejection;
        }
        String labelled = organizations.findByLabel(requested.label());
        return labelled == null || labelled.equals(requested.organizationId())
                ? null
                : Decision.rejected("label_taken", "another organization has the label");
    }

    private static @Nullable Decision checkParent(Organization requested, OrganizationStore organizations) {
        String parentId = requested.parentId();
        if ((parentId == null) != (requested.type() == OrganizationType.OWNER)) {
            return Decision.rejected(
                    "parent_invalid",
                    parentId == null ? "only an OWNER has no parent" : "an OWNER stands at the top and has no parent");
        }
        if (parentId == null) {
            return null;
        }
        if (isAtOrAbove(requested.organizationId(), parentId, organizations)) {
            return Decision.rejected("organization_cycle", "the parent is the organization itself or below it");
        }
        StoredOrganization parent = organizations.find(parentId);
        if (parent == null) {
            return Decision.organizationMissing("parent_not_found", "the parent is not registered", parentId);
        }
        return parent.organization().type().isAbove(requested.type())
                ? null
                : Decision.rejected(
                        "parent_type_invalid",
                        "a " + parent.organization().type() + " cannot be the parent of a " + requested.type());
    }

    private static boolean isAtOrAbove(String organizationId, String below, OrganizationStore organizations) {
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
