package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import org.jspecify.annotations.Nullable;

/**
 * The decision about one action.
 *
 * @param status APPLIED, UNCHANGED or REJECTED
 * @param reason a stable code, when REJECTED
 * @param missingOrganization the organization that must be registered first; the command may wait for it
 */
public record Decision(
        Status status,
        @Nullable String reason,
        String message,
        @Nullable String missingOrganization) {

    public static final Decision APPLIED = new Decision(Status.APPLIED, null, "", null);

    public static final Decision UNCHANGED = new Decision(Status.UNCHANGED, null, "", null);

    public static Decision rejected(String reason, String message) {
        return new Decision(Status.REJECTED, reason, message, null);
    }

    /** Rejects a command whose organization was registered only after the command had expired. */
    static Decision registeredTooLate(DirectoryAction action) {
        return rejected(
                action.missingOrganizationReason(), "the organization was not registered before the command expired");
    }

    /** Rejects an action until the organization is registered. */
    public static Decision organizationMissing(String reason, String message, String organizationId) {
        return new Decision(Status.REJECTED, reason, message, organizationId);
    }

    /** The same decision of a command that does not wait for the missing organization. */
    Decision withoutWaiting() {
        return new Decision(status, reason, message, null);
    }

    /** Rejects an action on an organization that is not registered. It does not wait: the registration has the same key. */
    public static Decision organizationNotFound() {
        return rejected("organization_not_found", "the organization is not registered");
    }
}
