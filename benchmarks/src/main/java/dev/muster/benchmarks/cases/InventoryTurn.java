package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.Expectation;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.systems.Session;
import dev.muster.benchmarks.systems.SystemUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One system's turn in a round: it is started, warmed up, and given all cases one after the other. */
final class InventoryTurn {

    static final String UNIT = "applications/s";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int WARM_UP_ONE_OF = 10;
    private static final List<Kind> WARM_UP = List.of(Kind.SAME, Kind.SAME, Kind.ONE_PERCENT, Kind.CHURN, Kind.SAME);

    private final SystemUnderTest system;
    private final Fleet fleet;
    private final Instant begin;
    private final Set<InventoryCase> cases;
    private final Measurements measurements;

    InventoryTurn(
            SystemUnderTest system, Fleet fleet, Instant begin, Set<InventoryCase> cases, Measurements measurements) {
        this.system = system;
        this.fleet = new Fleet(Math.max(1, fleet.systems() / system.oneOf()), fleet.applications());
        this.begin = begin;
        this.cases = cases;
        this.measurements = measurements;
    }

    void run(Bench bench) {
        try (Session session = system.open(bench)) {
            warmUp(session);
            History history = new History(fleet, begin);
            for (InventoryCase one : InventoryCase.values()) {
                if (isNeeded(one)) {
                    if (one.isFirst()) {
                        session.reset();
                        history = new History(fleet, begin);
                    }
                    measure(session, history, one);
                }
            }
            session.reset(); // or the database would tidy up behind this one while the next is measured
        }
    }

    /** The first load is the ground of all others, so it is also taken when it is not asked for. */
    private boolean isNeeded(InventoryCase one) {
        return (cases.contains(one) || one == InventoryCase.FIRST_LOAD) && (system.readsTopics() || !one.needsTopic());
    }

    /** Runs everything on a small fleet. */
    private void warmUp(Session session) {
        Fleet small = new Fleet(Math.max(1, fleet.systems() / WARM_UP_ONE_OF), fleet.applications());
        WarmUp.with(() -> {
            History history = new History(small, begin);
            for (Kind kind : WARM_UP) {
                session.take(history, history.add(kind), false);
            }
            session.reset();
        });
    }

    private void measure(Session session, History history, InventoryCase one) {
        int step = history.add(one.kind());
        long nanos = session.take(history, step, one.isPoisoned());
        requireRight(session, history, one);
        session.requireOutput(history, step, one.isPoisoned());
        if (cases.contains(one)) {
            double perSecond = history.applications(step) * NANOS_PER_SECOND / nanos;
            measurements.add(one.label(), system.name(), UNIT, perSecond);
        }
    }

    private void requireRight(Session session, History history, InventoryCase one) {
        Digest expected = Expectation.of(history, system.removes(), system.guardsLate());
        Digest found = session.digest();
        if (!found.equals(expected)) {
            throw new BenchmarkException("after " + one.label() + ", the table of " + system.name() + " is " + found
                    + " and should be " + expected + ": its results do not count");
        }
    }
}
