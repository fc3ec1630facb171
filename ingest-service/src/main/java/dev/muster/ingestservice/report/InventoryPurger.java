package dev.muster.ingestservice.report;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Purges removed applications and the entries of received reports after their retention time, in batches. */
public final class InventoryPurger {

    /** Maximum number of rows of each kind in a batch. */
    static final int BATCH_SIZE = 1_000;

    private final InventoryStore store;
    private final ChangePublisher publisher;
    private final Clock clock;
    private final Duration removedFor;
    private final Duration receivedFor;

    /**
     * Creates a purger.
     *
     * @param removedFor retention of the records of removed applications; then a tombstone is published
     * @param receivedFor retention of the entries of received reports, by their collection time: an older report that is
     *     received again, or late, is merged as a new one
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
     * Purges one batch. Call it in a transaction.
     *
     * @return whether there may be more to purge
     */
    public boolean purgeBatch() {
        List<String> purgedApplications =
                store.purgeRemovedBefore(clock.instant().minus(removedFor), BATCH_SIZE);
        publisher.publishTombstones(purgedApplications);
        int purgedReports = store.purgeReceivedBefore(clock.instant().minus(receivedFor), BATCH_SIZE);
        return purgedApplications.size() == BATCH_SIZE || purgedReports == BATCH_SIZE;
    }
}
