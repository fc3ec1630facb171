package dev.muster.assignmentservice.ownership;

import dev.muster.text.TextValidation;
import org.jspecify.annotations.Nullable;

/**
 * The change that a command requests.
 *
 * @param organizationId the organization of the request; null when there is none
 */
public record OwnershipAction(Kind kind, @Nullable String organizationId) {

    public enum Kind {
        /** Make the organization the owner. */
        ASSIGN_ORGANIZATION,
        /** Remove the owner. */
        UNASSIGN_ORGANIZATION,
        /** Rebrand for the organization, or for the owner when the request has none. */
        ENABLE_REBRANDING,
        /** Do not rebrand. */
        DISABLE_REBRANDING,
        /** Inherit the rebranding of the owner. */
        INHERIT_REBRANDING,
        /** End the pin and let the rules decide. */
        RELEASE_TO_RULES
    }

    boolean namesBlankOrganization() {
        return organizationId != null && TextValidation.isBlank(organizationId);
    }
}
