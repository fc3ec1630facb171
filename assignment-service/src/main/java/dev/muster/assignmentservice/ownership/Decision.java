package dev.muster.assignmentservice.ownership;

import org.jspecify.annotations.Nullable;

/**
 * The decision of the policy about a command.
 *
 * @param reason a stable code; null when applied or unchanged
 * @param after the ownership after the change, and {@code change} the kind of change; both null when nothing changes
 */
record Decision(
        Outcome.Status status,
        @Nullable String reason,
        String message,
        @Nullable Ownership after,
        OwnershipChange.@Nullable Kind change) {

    static Decision applied(Ownership after, OwnershipChange.Kind change) {
        return new Decision(Outcome.Status.APPLIED, null, "", after, change);
    }

    static Decision unchanged() {
        return new Decision(Outcome.Status.UNCHANGED, null, "", null, null);
    }

    static Decision rejected(String reason, String message) {
        return new Decision(Outcome.Status.REJECTED, reason, message, null, null);
    }

    static Decision conflict(long expected, long actual) {
        return new Decision(
                Outcome.Status.CONFLICT,
                "revision_conflict",
                "the command expects revision " + expected + ", the ownership has revision " + actual,
                null,
                null);
    }

    static Decision waiting() {
        return new Decision(
                Outcome.Status.WAITING,
                "waiting_for_application",
                "it waits until the application appears",
                null,
                null);
    }

    static Decision expired() {
        return new Decision(
                Outcome.Status.EXPIRED,
                "expired",
                "the application did not appear before the command expired",
                null,
                null);
    }
}
