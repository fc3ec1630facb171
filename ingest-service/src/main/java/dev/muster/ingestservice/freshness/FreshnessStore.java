package dev.muster.ingestservice.freshness;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Storage of freshness. Every method takes part in the caller's transaction. */
public interface FreshnessStore {

    /**
     * A system whose stored state is not the one that its silence means.
     *
     * @param before the stored state
     * @param after the state that its silence means
     * @param released whether it was due to leave ACTIVE before the last release of a wave
     */
    record Transition(String systemId, FreshnessState before, FreshnessState after, boolean released) {

        boolean leavesActive() {
            return before == FreshnessState.ACTIVE;
        }

        boolean returns() {
            return after.compareTo(before) < 0;
        }
    }

    /**
     * The numbers that a sweep decides by.
     *
     * @param systems all of them
     * @param leaving systems that would leave ACTIVE, without those that a command released
     * @param left systems that left ACTIVE within the time of a wave, without those that a command released
     */
    record Census(long systems, long stale, long missing, long leaving, long left) {}

    /**
     * Begins a sweep.
     *
     * @param keptUp whether reports are read in time; a time in which they were not becomes an outage afterwards
     * @param maxGap the longest time between two sweeps that is no outage
     * @param minInterval the shortest time between two sweeps
     * @return false when another instance sweeps, or has just done so
     */
    boolean beginSweep(Instant now, boolean keptUp, Duration maxGap, Duration minInterval);

    /**
     * Counts what would change at a time.
     *
     * @param asOf silence counts up to this time
     * @param leftSince from when on systems that left ACTIVE are counted
     */
    Census takeCensus(Instant asOf, Instant leftSince);

    /** Saves the numbers for metrics. */
    void saveCensus(Census census, long held);

    /**
     * The transitions that are due, in no order.
     *
     * @param holding whether to leave out those of a wave: out of ACTIVE, and not released
     * @param limit the greatest number
     */
    List<Transition> findTransitions(Instant asOf, boolean holding, int limit);

    /** The transitions that are due of the given systems. */
    List<Transition> findTransitions(Collection<String> systemIds, Instant asOf);

    /** Locks systems, in the order of their ids; unknown ones are left out. */
    List<String> lock(Collection<String> systemIds);

    /** Stores the states of locked systems. */
    void saveTransitions(Collection<Transition> transitions, Instant at);

    /**
     * Raises the revisions of locked systems and returns what to publish of them.
     *
     * @param at becomes the beginning of the state of those that had none
     */
    List<SystemStatus> raiseRevisions(Collection<String> systemIds, Instant at);

    /** Systems without an event, as after an upgrade, at most {@code limit}, after the given id in the order of ids. */
    List<String> findUnpublished(String after, int limit);

    /**
     * Advances the signs of life of systems.
     *
     * @param sightedAt by system id
     * @return the known systems, with whether their stored state is another one than ACTIVE
     */
    Map<String, Boolean> sight(Map<String, Instant> sightedAt);

    /**
     * Stores the thresholds of a system.
     *
     * @return false when a later command has set them
     */
    boolean saveThresholds(FreshnessCommand command);

    /** Confirms that the systems that are due by the given time are silent. */
    void releaseWave(Instant at);

    /**
     * A system that is MISSING since before the given time and has present applications. Its row is locked.
     *
     * @return empty if there is none that is not locked
     */
    Optional<String> lockMissingSince(Instant time);
}
