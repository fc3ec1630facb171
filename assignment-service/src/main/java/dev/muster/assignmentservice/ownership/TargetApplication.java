package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The application of a command: its state in inventory and its ownership.
 *
 * @param incarnation the current incarnation; 0 when the application is not known
 * @param ownership locked until the transaction ends if it is stored; null only when the application is not known
 * @param appearedAt when the event that began this incarnation was recorded; null when not known
 */
public record TargetApplication(
        String applicationId,
        Presence presence,
        int incarnation,
        @Nullable ApplicationOwnership ownership,
        @Nullable Instant appearedAt) {

    public enum Presence {
        /** Never reported, or deleted by inventory. */
        UNKNOWN,
        /** Missing in the newest snapshot of its system. */
        REMOVED,
        PRESENT
    }

    public static TargetApplication unknown(String applicationId) {
        return new TargetApplication(applicationId, Presence.UNKNOWN, 0, null, null);
    }

    boolean isPresent() {
        return presence == Presence.PRESENT;
    }

    /** Whether it is present and appeared after the given expiry of a command. */
    boolean appearedAfter(Instant expiresAt) {
        return isPresent() && appearedAt != null && expiresAt.isBefore(appearedAt);
    }

    TargetApplication with(ApplicationOwnership changed) {
        return new TargetApplication(applicationId, presence, incarnation, changed, appearedAt);
    }
}
