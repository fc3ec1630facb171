package dev.muster.assignmentservice.ownership;

import dev.muster.text.TextValidation;
import org.jspecify.annotations.Nullable;

/**
 * What a command wishes.
 *
 * @param organizationId the organization it names; null when it names none
 */
public record OwnershipAction(Kind kind, @Nullable String organizationId) {

    /** The wishes there are. */
    public enum Kind {
        /** Make the organization the owner. */
        ASSIGN_ORGANIZATION,
        /** Take the owner away. */
        UNASSIGN_ORGANIZATION,
        /** Rebrand for the organization, or for whoever owns the application when it names none. */
        ENABLE_REBRANDING,
        /** Do not rebrand. */
        DISABLE_REBRANDING,
        /** Let the organizations decide about rebranding. */
        INHERIT_REBRANDING
    }

    boolean namesBlankOrganization() {
        return organizationId != null && TextValidation.isBlank(organizationId);
    }
}
