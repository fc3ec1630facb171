package dev.muster.assignmentservice.ownership;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an ownership changed.
 *
 * @param commandId the assignment or directory command; null when there was none
 * @param actor the issuer; {@value #NOBODY} for changes without a command
 */
public record OwnershipCause(Kind kind, @Nullable UUID commandId, String actor) {

    /** The actor of changes without a command. */
    public static final String NOBODY = "muster";

    public enum Kind {
        /** A command about the application. */
        COMMAND,
        /** The application returned after a removal. */
        APPLICATION_RETURNED,
        /** An organization's rebranding or place in the tree changed. */
        ORGANIZATION_CHANGED,
        /** A command of the directory moved the application's system to another organization. */
        SYSTEM_MOVED
    }

    static OwnershipCause of(OwnershipCommand command) {
        return new OwnershipCause(Kind.COMMAND, command.commandId(), command.issuedBy());
    }

    static OwnershipCause applicationReturned() {
        return new OwnershipCause(Kind.APPLICATION_RETURNED, null, NOBODY);
    }

    static OwnershipCause systemMoved(UUID commandId, String actor) {
        return new OwnershipCause(Kind.SYSTEM_MOVED, commandId, actor);
    }

    static OwnershipCause organizationChanged(OrganizationFacts organization) {
        return new OwnershipCause(
                Kind.ORGANIZATION_CHANGED, organization.resolvedByCommand(), organization.resolvedBy());
    }
}
