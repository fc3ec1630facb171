package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far this service has come in following the events of inventory, over all of its instances. */
@FunctionalInterface
public interface InventoryProgress {

    /** A time before which every event on the topic has been handled; it never falls. Null when none is known yet. */
    @Nullable
    Instant handledUntil();
}
