package dev.muster.ingestservice.freshness;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.report.ChangePublisher;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.SystemChanges;
import dev.muster.ingestservice.report.SystemState;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Purges the applications of systems that have been MISSING for long. */
public final class MissingSystemPurger {

    private final FreshnessStore store;
    private final InventoryStore inventory;
    private final ChangePublisher publisher;
    private final FreshnessTracker tracker;
    private final Clock clock;
    private final Duration missingFor;

    /**
     * Creates a purger.
     *
     * @param missingFor how long a system is MISSING before its applications are purged; zero: never
     */
    public MissingSystemPurger(
            FreshnessStore store,
            InventoryStore inventory,
            ChangePublisher publisher,
            FreshnessTracker tracker,
            Clock clock,
            Duration missingFor) {
        this.store = store;
        this.inventory = inventory;
        this.publisher = publisher;
        this.tracker = tracker;
        this.clock = clock;
        this.missingFor = missingFor;
    }

    /**
     * Purges the applications of one system, publishes their tombstones, and that the system has none. Call it in a
     * transaction.
     *
     * @return whether there may be more to purge
     */
    public boolean purgeOne() {
        if (missingFor.isZero()) {
            return false;
        }
        Optional<String> systemId = store.lockMissingSince(clock.instant().minus(missingFor));
        systemId.ifPresent(this::purge);
        return systemId.isPresent();
    }

    private void purge(String systemId) {
        SystemState system =
                requireNonNull(inventory.lockSystems(Set.of(systemId)).get(systemId));
        publisher.publishTombstones(inventory.purgeApplications(system));
        SystemChanges changes = new SystemChanges();
        changes.addCountsChanged(systemId);
        tracker.onChanges(changes);
    }
}
