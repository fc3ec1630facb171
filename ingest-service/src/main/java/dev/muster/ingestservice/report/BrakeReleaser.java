package dev.muster.ingestservice.report;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Releases the brake of a system on an operator's command. */
public final class BrakeReleaser {

    private final InventoryStore store;
    private final ChangePublisher publisher;
    private final SystemTracker tracker;

    public BrakeReleaser(InventoryStore store, ChangePublisher publisher, SystemTracker tracker) {
        this.store = store;
        this.publisher = publisher;
        this.tracker = tracker;
    }

    /**
     * Performs the removals that the brake holds back, if any. Call it in a transaction. A repeated command does nothing:
     * removals that are held by now are not those that the command was issued for.
     *
     * @param cause the command
     * @return number of removed applications
     */
    public int release(String systemId, ChangeCause cause) {
        if (!store.recordBrakeRelease(cause.id(), systemId, cause.actor())) {
            return 0;
        }
        SystemState system = store.lockSystems(Set.of(systemId)).get(systemId);
        if (system == null || !system.removalsHeld()) {
            return 0;
        }
        Map<Long, List<ApplicationRecord>> records = store.findPresentRecords(Set.of(system.systemNumber()));
        SystemMerge merge = new SystemMerge(
                system, records.getOrDefault(system.systemNumber(), List.of()), List.of(), new RemovalBrake(true));
        List<ApplicationChange> changes = merge.releaseBrake(cause);
        store.write(List.of(merge), publisher.publishChanges(changes));
        SystemChanges systemChanges = new SystemChanges();
        systemChanges.addDifferences(system, merge.system());
        if (!systemChanges.isEmpty()) {
            tracker.onChanges(systemChanges);
        }
        return changes.size();
    }
}
