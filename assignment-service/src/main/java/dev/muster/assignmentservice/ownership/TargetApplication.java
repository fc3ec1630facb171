package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application that commands aim at, as inventory knows it, with its ownership.
 *
 * @param incarnation the application's incarnation now; 0 when it is not known
 * @param kept its ownership, locked until the transaction ends if it is stored; null only when the application is not known
 * @param appearedAt when the event was recorded that tells of this incarnation's beginning; null when that is not known
 */
public record TargetApplication(
        String applicationId,
        Presence presence,
        int incarnation,
        @Nullable ApplicationOwnership kept,
        @Nullable Instant appearedAt) {

    /** What inventory knows of an application. */
    public enum Presence {
        /** It was never seen, or is forgotten by now. */
        UNKNOWN,
        /** It was there, and the newest snapshot of its system lacks it. */
        REMOVED,
        /** It is there. */
        PRESENT
    }

    /** An application that inventory has never seen. */
    public static TargetApplication unknown(String applicationId) {
        return new TargetApplication(applicationId, Presence.UNKNOWN, 0, null, null);
    }

    boolean isPresent() {
        return presence == Presence.PRESENT;
    }

    /** Whether it is there and appeared behind the given time, which is when a command stops waiting for it. */
    boolean appearedAfter(Instant expiresAt) {
        return isPresent() && appearedAt != null && expiresAt.isBefore(appearedAt);
    }

    TargetApplication with(ApplicationOwnership changed) {
        return new TargetApplication(applicationId, presence, incarnation, changed, appearedAt);
    }
}
