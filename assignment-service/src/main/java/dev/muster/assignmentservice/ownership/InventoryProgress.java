package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The progress of this service, over all of its instances, in handling the events of inventory. */
@FunctionalInterface
public interface InventoryProgress {

    /** A time before which every event on the topic has been handled. Never decreases; null when not known yet. */
    @Nullable
    Instant handledUntil();
}
