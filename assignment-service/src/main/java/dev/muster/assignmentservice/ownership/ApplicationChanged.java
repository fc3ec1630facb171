package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to an application. The current state is in inventory's view and may be newer than the event.
 *
 * @param forgottenAt when inventory forgot the application, which may have been reported again since; null for every
 *     other event
 * @param mayHaveReturned whether the event may be a return after a removal: false only where it certainly is not
 */
public record ApplicationChanged(
        String applicationId, @Nullable Instant forgottenAt, boolean mayHaveReturned) {

    /** The event of a return, or one of which only the application is known. */
    public static ApplicationChanged returned(String applicationId) {
        return new ApplicationChanged(applicationId, null, true);
    }

    /** Every other event of an application that is known. */
    public static ApplicationChanged changed(String applicationId) {
        return new ApplicationChanged(applicationId, null, false);
    }

    /** Inventory has forgotten the application. */
    public static ApplicationChanged forgotten(String applicationId, Instant forgottenAt) {
        return new ApplicationChanged(applicationId, forgottenAt, true);
    }
}
