package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.Nullable;

/**
 * The decision of the rules about a command.
 *
 * @param after the organization after the change; null when nothing changes or the command is rejected
 * @param reason a stable code, when the command is rejected
 * @param missingParent the parent that must be registered first
 */
record OrganizationDecision(
        @Nullable Organization after,
        @Nullable String reason,
        String message,
        @Nullable String missingParent) {

    static OrganizationDecision changed(Organization after) {
        return new OrganizationDecision(after, null, "", null);
    }

    static OrganizationDecision unchanged() {
        return new OrganizationDecision(null, null, "", null);
    }

    static OrganizationDecision rejected(String reason, String message) {
        return new OrganizationDecision(null, reason, message, null);
    }

    static OrganizationDecision parentMissing(String parentId) {
        return new OrganizationDecision(null, "parent_not_found", "the parent is not registered", parentId);
    }
}
