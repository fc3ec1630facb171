package dev.muster.ingestservice.report;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** An operator says that a system's mass removal was meant. */
public final class BrakeReleaser {

    private final InventoryStore store;
    private final ChangePublisher publisher;

    /** Releases in the store, and tells the publisher of the removals. */
    public BrakeReleaser(InventoryStore store, ChangePublisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    /**
     * Removes what the system's newest snapshot lacks and the brake has held back; nothing when it holds nothing. Call
     * it in a transaction. A command that had come before does nothing: what is held by now is not what it was about.
     *
     * @param cause the command
     * @return how many applications were removed
     */
    public int release(String systemId, ChangeCause cause) {
        if (!store.rememberBrakeRelease(cause.id(), systemId, cause.actor())) {
            return 0;
        }
        SystemState system = store.lock(Set.of(systemId)).get(systemId);
        if (system == null || !system.removalsHeld()) {
            return 0;
        }
        Map<Long, List<ApplicationRecord>> records = store.presentRecordsOfSystems(Set.of(system.systemNumber()));
        SystemMerge merge = new SystemMerge(
                system, records.getOrDefault(system.systemNumber(), List.of()), List.of(), new RemovalBrake(true));
        List<ApplicationChange> changes = merge.releaseBrake(cause);
        store.write(List.of(merge), publisher.changed(changes));
        return changes.size();
    }
}
