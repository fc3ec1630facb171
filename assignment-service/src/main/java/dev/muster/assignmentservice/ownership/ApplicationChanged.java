package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of inventory about an application. The current state is in inventory's view and may be newer than the event.
 *
 * @param deletedAt when inventory deleted the application, which may have been reported again since; null for every
 *     other event
 * @param mayHaveReturned false only if the event is certainly not a return after a removal
 */
public record ApplicationChanged(
        String applicationId, @Nullable Instant deletedAt, boolean mayHaveReturned) {

    /** A return after a removal, or an event of unknown kind. */
    public static ApplicationChanged returned(String applicationId) {
        return new ApplicationChanged(applicationId, null, true);
    }

    /** An event that is neither a return nor a deletion. */
    public static ApplicationChanged changed(String applicationId) {
        return new ApplicationChanged(applicationId, null, false);
    }

    /** The tombstone of an application that inventory deleted. */
    public static ApplicationChanged deleted(String applicationId, Instant deletedAt) {
        return new ApplicationChanged(applicationId, deletedAt, true);
    }
}
