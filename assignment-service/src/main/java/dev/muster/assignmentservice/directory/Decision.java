package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import org.jspecify.annotations.Nullable;

/**
 * What came of one action.
 *
 * @param status APPLIED, UNCHANGED or REJECTED
 * @param reason a stable code, when REJECTED
 * @param missingOrganization the organization that must be registered before it can be applied; the command may wait
 */
public record Decision(
        Status status,
        @Nullable String reason,
        String message,
        @Nullable String missingOrganization) {

    /** It is done. */
    public static final Decision APPLIED = new Decision(Status.APPLIED, null, "", null);

    /** It was so already. */
    public static final Decision UNCHANGED = new Decision(Status.UNCHANGED, null, "", null);

    /** It may not be done. */
    public static Decision rejected(String reason, String message) {
        return new Decision(Status.REJECTED, reason, message, null);
    }

    /** It waited for an organization that was registered only after it had expired. */
    static Decision registeredTooLate(DirectoryAction action) {
        boolean isParent = action instanceof RegisterOrganization || action instanceof ChangeOrganization;
        return rejected(
                isParent ? "parent_not_found" : "organization_not_found",
                "the organization was not registered before the command expired");
    }

    /** It may not be done as long as the organization is not registered. */
    public static Decision organizationMissing(String reason, String message, String organizationId) {
        return new Decision(Status.REJECTED, reason, message, organizationId);
    }

    /** The organization that it is about is not registered; its commands wait behind its own if that one waits. */
    public static Decision organizationNotFound() {
        return rejected("organization_not_found", "the organization is not registered");
    }
}
