package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.Expectation;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.systems.MusterSession;
import dev.muster.benchmarks.systems.Systems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The same workload on tables of increasing size: each report changes one of ten applications. With 100,000 systems the
 * tables have 10 k, 100 k, 1 M and 5 M records, and a round has 10,000 reports.
 */
final class GrowthCase {

    private static final int APPLICATIONS = 10;
    private static final int[] SYSTEMS_IN_HUNDREDTHS = {1, 10, 100, 500};
    private static final int HUNDREDTHS = 100;
    private static final int ROUND_IN_HUNDREDTHS = 10;
    private static final int MAX_SYSTEMS_PER_STEP = 100_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int REPORTS_PER_POLL = 500;

    /** All steps are in the past, but within the retention of received reports. */
    private static final Duration START_AGE = Duration.ofDays(55);

    private final int systemsCount;
    private final Measurements measurements;

    GrowthCase(int systemsCount, Measurements measurements) {
        this.systemsCount = systemsCount;
        this.measurements = measurements;
    }

    void run(BenchEnvironment bench, int rounds) {
        measurements.attempt(Cases.GROWTH, Systems.MUSTER, () -> {
            try (StatementTimes times = StatementTimes.start(bench);
                    MusterSession session = new MusterSession(bench)) {
                warmUp(session);
                grow(session, times, rounds);
            }
        });
    }

    /** Uses a fleet that is deleted afterwards. */
    private void warmUp(MusterSession session) {
        int systems = hundredths(ROUND_IN_HUNDREDTHS);
        WarmUp.with(() -> {
            History history =
                    new History(new Fleet(systems, APPLICATIONS), Instant.now().minus(START_AGE));
            session.take(history, history.add(Kind.SAME), false);
            session.take(history, history.add(Kind.ONE_EACH), false);
            session.reset();
        });
    }

    private void grow(MusterSession session, StatementTimes times, int rounds) {
        int maxSystems = hundredths(SYSTEMS_IN_HUNDREDTHS[SYSTEMS_IN_HUNDREDTHS.length - 1]);
        History history =
                new History(new Fleet(maxSystems, APPLICATIONS), Instant.now().minus(START_AGE));
        int loaded = 0;
        for (int share : SYSTEMS_IN_HUNDREDTHS) {
            int size = hundredths(share);
            while (loaded < size) {
                int next = Math.min(size, loaded + MAX_SYSTEMS_PER_STEP);
                session.take(history, history.add(Kind.SAME, loaded, next), false);
                loaded = next;
            }
            List<Work> work = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                work.add(change(session, times, history, size, round));
            }
            String label = "growth-" + records(size);
            requireCorrectTable(label, session, history);
            work.forEach(item -> add(label, item));
        }
    }

    private record Work(long nanos, long applications, double statementMillis) {}

    private void add(String label, Work work) {
        measurements.add(label, Systems.MUSTER, InventoryTurn.UNIT, work.applications * NANOS_PER_SECOND / work.nanos);
        measurements.add(
                label + "-statements",
                Systems.MUSTER,
                "ms",
                work.statementMillis * REPORTS_PER_POLL * APPLICATIONS / work.applications);
    }

    /**
     * Uses the same number of reports for every size: a small fleet reports several times; in a large fleet every n-th
     * system reports, different ones in each round, so that reads are spread over the whole table.
     */
    private Work change(MusterSession session, StatementTimes times, History history, int size, int round) {
        int reports = hundredths(ROUND_IN_HUNDREDTHS);
        int interval = Math.max(1, size / reports);
        long nanos = 0;
        long applications = 0;
        double before = times.millis();
        for (int done = 0; done < reports; done += Math.min(size, reports)) {
            int step = history.add(Kind.ONE_EACH, round % interval, size, interval);
            nanos += session.take(history, step, false);
            session.requireOutput(history, step, false);
            applications += history.applications(step);
        }
        return new Work(nanos, applications, times.millis() - before);
    }

    private static void requireCorrectTable(String label, MusterSession session, History history) {
        Digest expected = Expectation.of(history, true, true);
        Digest found = session.digest();
        if (!found.equals(expected)) {
            throw new BenchmarkException("after " + label + ", the table is " + found + " instead of " + expected);
        }
    }

    private int hundredths(int share) {
        return Math.max(1, (int) ((long) systemsCount * share / HUNDREDTHS));
    }

    private static String records(int systems) {
        long records = (long) systems * APPLICATIONS;
        if (records % 1_000_000 == 0) {
            return records / 1_000_000 + "m";
        }
        return records % 1_000 == 0 ? records / 1_000 + "k" : Long.toString(records);
    }
}
