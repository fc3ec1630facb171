package dev.muster.ingestservice.report;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Forgets, in bounded steps, what has been gone for long. */
public final class InventoryPurger {

    /** How many rows one step takes, at the most. */
    static final int STEP = 1_000;

    private final InventoryStore store;
    private final ChangePublisher publisher;
    private final Clock clock;
    private final Duration removedFor;
    private final Duration receivedFor;

    /**
     * A purge.
     *
     * @param removedFor how long an application has been removed when its record goes and a tombstone is published
     * @param receivedFor how long ago a report was collected when it is no longer known as received: an older one that
     *     comes again, or late, is merged with what is known then
     */
    public InventoryPurger(
            InventoryStore store, ChangePublisher publisher, Clock clock, Duration removedFor, Duration receivedFor) {
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
        this.removedFor = removedFor;
        this.receivedFor = receivedFor;
    }

    /**
     * One step; call it in a transaction.
     *
     * @return whether another step would find more
     */
    public boolean step() {
        List<String> purged = store.purgeRemovedBefore(clock.instant().minus(removedFor), STEP);
        publisher.purged(purged);
        int forgotten = store.forgetReceivedBefore(clock.instant().minus(receivedFor), STEP);
        return purged.size() == STEP || forgotten == STEP;
    }
}
