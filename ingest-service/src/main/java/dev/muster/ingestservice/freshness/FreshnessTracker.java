package dev.muster.ingestservice.freshness;

import dev.muster.ingestservice.freshness.FreshnessStore.Transition;
import dev.muster.ingestservice.freshness.SystemStatus.Change;
import dev.muster.ingestservice.report.SystemChanges;
import dev.muster.ingestservice.report.SystemTracker;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Publishes changes of systems. A sign of life makes a silent system ACTIVE at once; silence is found by the
 * {@link FreshnessSweep}.
 */
public final class FreshnessTracker implements SystemTracker {

    private final FreshnessStore store;
    private final SystemPublisher publisher;
    private final Clock clock;

    public FreshnessTracker(FreshnessStore store, SystemPublisher publisher, Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public void onChanges(SystemChanges changes) {
        Instant now = now();
        Map<String, Change> announced = new TreeMap<>();
        changes.cadenceChanged().forEach(id -> announced.put(id, Change.THRESHOLDS_CHANGED));
        changes.countsChanged().forEach(id -> announced.put(id, Change.COUNTS_CHANGED));
        if (!changes.sightedWhileSilent().isEmpty()) {
            // A report that was read late may be a sign of life from long ago.
            List<Transition> returns = store.findTransitions(changes.sightedWhileSilent(), now).stream()
                    .filter(Transition::returns)
                    .toList();
            store.saveTransitions(returns, now);
            returns.forEach(transition -> announced.put(transition.systemId(), Change.STATE_CHANGED));
        }
        publish(announced, now);
    }

    /**
     * Advances the signs of life of systems. Call it in a transaction.
     *
     * @param receivedAt the broker's time of the latest one, by system id
     * @return the number of systems that have reported before; the others are left out
     */
    public int sight(Map<String, Instant> receivedAt) {
        Map<String, Instant> known = new TreeMap<>(receivedAt);
        known.keySet().retainAll(Set.copyOf(store.lock(receivedAt.keySet())));
        SystemChanges changes = new SystemChanges();
        store.sight(known).forEach((systemId, silent) -> {
            if (silent) {
                changes.addSightedWhileSilent(systemId);
            }
        });
        if (!changes.isEmpty()) {
            onChanges(changes);
        }
        return known.size();
    }

    /** Stores and publishes the states of systems, which the caller has locked. */
    void changeStates(Collection<Transition> transitions) {
        Instant now = now();
        Map<String, Change> announced = new TreeMap<>();
        transitions.forEach(transition -> announced.put(transition.systemId(), Change.STATE_CHANGED));
        store.saveTransitions(transitions, now);
        publish(announced, now);
    }

    /**
     * Sets the thresholds of a system, of which there need not be a report yet. Call it in a transaction. A command that is
     * older than the last one does nothing.
     */
    public void apply(FreshnessCommand command) {
        Set<String> known = Set.copyOf(store.lock(Set.of(command.systemId())));
        if (store.saveThresholds(command)) {
            Map<String, Change> announced = new TreeMap<>();
            known.forEach(id -> announced.put(id, Change.THRESHOLDS_CHANGED));
            publish(announced, now());
        }
    }

    /** Confirms that the systems that were due by the given time are silent. Call it in a transaction. */
    public void releaseWave(Instant at) {
        store.releaseWave(at);
    }

    /**
     * Publishes the first events of systems from before there were any. Call it in a transaction.
     *
     * @param after a system id; the empty text at the beginning
     * @return the last of the systems, to go on after; empty at the end
     */
    public Optional<String> publishFirst(String after, int limit) {
        List<String> unpublished = store.lock(store.findUnpublished(after, limit));
        Map<String, Change> announced = new TreeMap<>();
        unpublished.forEach(id -> announced.put(id, Change.APPEARED));
        publish(announced, now());
        return unpublished.isEmpty() ? Optional.empty() : Optional.of(unpublished.get(unpublished.size() - 1));
    }

    private void publish(Map<String, Change> announced, Instant now) {
        if (!announced.isEmpty()) {
            publisher.publish(store.raiseRevisions(announced.keySet(), now), announced, now);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
