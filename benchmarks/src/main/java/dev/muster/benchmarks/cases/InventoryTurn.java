package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.Expectation;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.systems.Session;
import dev.muster.benchmarks.systems.SystemUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One system in one round: starts it, warms it up and measures all cases. */
final class InventoryTurn {

    static final String UNIT = "applications/s";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int WARM_UP_DIVISOR = 10;
    private static final List<Kind> WARM_UP = List.of(Kind.SAME, Kind.SAME, Kind.ONE_PERCENT, Kind.CHURN, Kind.SAME);

    private final SystemUnderTest system;
    private final Fleet fleet;
    private final Instant begin;
    private final Set<InventoryCase> cases;
    private final Measurements measurements;

    InventoryTurn(
            SystemUnderTest system, Fleet fleet, Instant begin, Set<InventoryCase> cases, Measurements measurements) {
        this.system = system;
        this.fleet = new Fleet(Math.max(1, fleet.systems() / system.divisor()), fleet.applications());
        this.begin = begin;
        this.cases = cases;
        this.measurements = measurements;
    }

    void run(BenchEnvironment bench) {
        try (Session session = system.open(bench)) {
            warmUp(session);
            History history = new History(fleet, begin);
            for (InventoryCase inventoryCase : InventoryCase.values()) {
                if (isNeeded(inventoryCase)) {
                    if (inventoryCase.isFirst()) {
                        session.reset();
                        history = new History(fleet, begin);
                    }
                    measure(session, history, inventoryCase);
                }
            }
            session.reset(); // otherwise the vacuum of these tables would run during the next measurement
        }
    }

    /** The first load always runs, because the other cases depend on it. */
    private boolean isNeeded(InventoryCase inventoryCase) {
        return (cases.contains(inventoryCase) || inventoryCase == InventoryCase.FIRST_LOAD)
                && (system.readsTopics() || !inventoryCase.needsTopic());
    }

    /** Runs all kinds of steps on a small fleet. */
    private void warmUp(Session session) {
        Fleet small = new Fleet(Math.max(1, fleet.systems() / WARM_UP_DIVISOR), fleet.applications());
        WarmUp.with(() -> {
            History history = new History(small, begin);
            for (Kind kind : WARM_UP) {
                session.take(history, history.add(kind), false);
            }
            session.reset();
        });
    }

    private void measure(Session session, History history, InventoryCase inventoryCase) {
        int step = history.add(inventoryCase.kind());
        long nanos = session.take(history, step, inventoryCase.isPoisoned());
        requireCorrectTable(session, history, inventoryCase);
        session.requireOutput(history, step, inventoryCase.isPoisoned());
        if (cases.contains(inventoryCase)) {
            double perSecond = history.applications(step) * NANOS_PER_SECOND / nanos;
            measurements.add(inventoryCase.label(), system.name(), UNIT, perSecond);
        }
    }

    private void requireCorrectTable(Session session, History history, InventoryCase inventoryCase) {
        Digest expected = Expectation.of(history, system.removes(), system.ignoresLate());
        Digest found = session.digest();
        if (!found.equals(expected)) {
            throw new BenchmarkException("after " + inventoryCase.label() + ", the table of " + system.name() + " is "
                    + found + " instead of " + expected + ": the result is discarded");
        }
    }
}
