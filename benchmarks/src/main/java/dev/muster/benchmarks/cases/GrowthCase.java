package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.Expectation;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.systems.MusterSession;
import dev.muster.benchmarks.systems.Systems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The same work on tables of more and more records: reports that each change one application of ten. With 100,000 systems
 * asked for, the tables have 10 k, 100 k, 1 M and 5 M records, and a round is 10,000 reports.
 */
final class GrowthCase {

    private static final int APPLICATIONS = 10;
    private static final int[] SYSTEMS_IN_HUNDREDTHS = {1, 10, 100, 500};
    private static final int HUNDREDTHS = 100;
    private static final int ROUND_IN_HUNDREDTHS = 10;
    private static final int MOST_AT_ONCE = 100_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int REPORTS_A_POLL = 500;

    /** All steps are in the past, and none is so long ago that the service would forget it meanwhile. */
    private static final Duration BEGAN = Duration.ofDays(55);

    private final int systemsCount;
    private final Measurements measurements;

    GrowthCase(int systemsCount, Measurements measurements) {
        this.systemsCount = systemsCount;
        this.measurements = measurements;
    }

    void run(Bench bench, int rounds) {
        measurements.attempt(Cases.GROWTH, Systems.MUSTER, () -> {
            try (StatementTimes times = StatementTimes.counted(bench);
                    MusterSession session = new MusterSession(bench)) {
                warmUp(session);
                grow(session, times, rounds);
            }
        });
    }

    /** With a fleet that is gone afterwards. */
    private void warmUp(MusterSession session) {
        int systems = hundredths(ROUND_IN_HUNDREDTHS);
        WarmUp.with(() -> {
            History history =
                    new History(new Fleet(systems, APPLICATIONS), Instant.now().minus(BEGAN));
            session.take(history, history.add(Kind.SAME), false);
            session.take(history, history.add(Kind.ONE_EACH), false);
            session.reset();
        });
    }

    private void grow(MusterSession session, StatementTimes times, int rounds) {
        int most = hundredths(SYSTEMS_IN_HUNDREDTHS[SYSTEMS_IN_HUNDREDTHS.length - 1]);
        History history =
                new History(new Fleet(most, APPLICATIONS), Instant.now().minus(BEGAN));
        int loaded = 0;
        for (int share : SYSTEMS_IN_HUNDREDTHS) {
            int size = hundredths(share);
            while (loaded < size) {
                int next = Math.min(size, loaded + MOST_AT_ONCE);
                session.take(history, history.add(Kind.SAME, loaded, next), false);
                loaded = next;
            }
            List<Work> work = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                work.add(change(session, times, history, size, round));
            }
            String label = "growth-" + records(size);
            requireRight(label, session, history);
            work.forEach(one -> add(label, one));
        }
    }

    private record Work(long nanos, long applications, double statementMillis) {}

    private void add(String label, Work work) {
        measurements.add(label, Systems.MUSTER, InventoryTurn.UNIT, work.applications * NANOS_PER_SECOND / work.nanos);
        measurements.add(
                label + "-statements",
                Systems.MUSTER,
                "ms",
                work.statementMillis * REPORTS_A_POLL * APPLICATIONS / work.applications);
    }

    /**
     * The same number of reports whatever the size: a small fleet reports more than once, and of a large one every so manyth
     * system does, other ones in each round, so that what is read is spread over all there is.
     */
    private Work change(MusterSession session, StatementTimes times, History history, int size, int round) {
        int wanted = hundredths(ROUND_IN_HUNDREDTHS);
        int every = Math.max(1, size / wanted);
        long nanos = 0;
        long applications = 0;
        double before = times.millis();
        for (int done = 0; done < wanted; done += Math.min(size, wanted)) {
            int step = history.add(Kind.ONE_EACH, round % every, size, every);
            nanos += session.take(history, step, false);
            session.requireOutput(history, step, false);
            applications += history.applications(step);
        }
        return new Work(nanos, applications, times.millis() - before);
    }

    private static void requireRight(String label, MusterSession session, History history) {
        Digest expected = Expectation.of(history, true, true);
        Digest found = session.digest();
        if (!found.equals(expected)) {
            throw new BenchmarkException("after " + label + ", the table is " + found + " and should be " + expected);
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
