package dev.muster.ingestservice.freshness;

import dev.muster.ingestservice.freshness.FreshnessStore.Census;
import dev.muster.ingestservice.freshness.FreshnessStore.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the systems that have become silent, and publishes their states.
 *
 * <p>Silence is the time since the last sign of life, without the times in which reports were not read in time. A wave, more
 * than {@value #WAVE_SYSTEMS} systems and more than a fifth of all within {@link #WAVE_TIME}, is held: these systems stay
 * ACTIVE until a command releases them, or until there are fewer, because some have returned.
 */
public final class FreshnessSweep {

    /** What is read of a sweep: how far silence is counted, and whether a wave is held. */
    public record Plan(Instant asOf, boolean holding, List<String> systemIds) {}

    /** A wave is more than this number of systems. */
    static final int WAVE_SYSTEMS = 20;

    /** A wave is within this time. */
    static final Duration WAVE_TIME = Duration.ofMinutes(10);

    /**
     * Silence counts up to this time ago. What was appended to the topic by then has been read: reports are read in time
     * when none waits for longer than {@link #MAX_WAIT}, and that was known at most a minute ago.
     */
    static final Duration SETTLING_TIME = Duration.ofMinutes(2);

    /** Reports are read in time while the oldest unread one waits no longer than this. */
    public static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final int WAVE_SHARE = 5;
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(30);
    private static final Duration MAX_GAP = Duration.ofMinutes(3);
    private static final int MAX_TRANSITIONS = 50_000;

    private final FreshnessStore store;
    private final FreshnessTracker tracker;

    public FreshnessSweep(FreshnessStore store, FreshnessTracker tracker) {
        this.store = store;
        this.tracker = tracker;
    }

    /**
     * Plans a sweep. Call it in a transaction.
     *
     * @param keptUp whether reports are read in time
     * @return empty when nobody is to be declared silent now: reports are not read in time, or another instance sweeps
     */
    public Optional<Plan> plan(Instant now, boolean keptUp) {
        if (!store.beginSweep(now, keptUp, MAX_GAP, MIN_INTERVAL) || !keptUp) {
            return Optional.empty();
        }
        Instant asOf = now.minus(SETTLING_TIME);
        Census census = store.takeCensus(asOf, now.minus(WAVE_TIME));
        boolean holding = isWave(census);
        store.saveCensus(census, holding ? census.leaving() : 0);
        List<String> systemIds = store.findTransitions(asOf, holding, MAX_TRANSITIONS).stream()
                .map(Transition::systemId)
                .sorted()
                .toList();
        return Optional.of(new Plan(asOf, holding, systemIds));
    }

    private static boolean isWave(Census census) {
        long within = census.leaving() + census.left();
        return census.leaving() > 0 && within > WAVE_SYSTEMS && within * WAVE_SHARE > census.systems();
    }

    /**
     * Publishes the states of some of the planned systems, unless they have changed meanwhile. Call it in a transaction.
     *
     * @return the number of published changes, by state
     */
    public Map<FreshnessState, Integer> declare(Plan plan, List<String> systemIds) {
        List<Transition> transitions = store.findTransitions(store.lock(systemIds), plan.asOf()).stream()
                .filter(transition -> !plan.holding() || !transition.leavesActive() || transition.released())
                .toList();
        tracker.changeStates(transitions);
        Map<FreshnessState, Integer> published = new TreeMap<>();
        transitions.forEach(transition -> published.merge(transition.after(), 1, Integer::sum));
        return published;
    }
}
