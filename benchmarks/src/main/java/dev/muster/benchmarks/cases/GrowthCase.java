package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.Expectation;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.systems.MusterSession;
import dev.muster.benchmarks.systems.Systems;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

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
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final int REPORTS_A_POLL = 500;

    /** All steps are in the past, and none is so long ago that the service would forget it meanwhile. */
    private static final Duration BEGAN = Duration.ofDays(55);

    private final int systemsCount;
    private final Results results;
    private final Consumer<String> progress;

    GrowthCase(int systemsCount, Results results, Consumer<String> progress) {
        this.systemsCount = systemsCount;
        this.results = results;
        this.progress = progress;
    }

    void run(Bench bench, int rounds) {
        Attempt.at(Cases.GROWTH, Systems.MUSTER, results, progress, () -> {
            try (MusterSession session = new MusterSession(bench)) {
                grow(session, rounds);
            }
        });
    }

    private void grow(MusterSession session, int rounds) {
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
            String label = "growth-" + records(size);
            change(session, history, size); // warms up
            for (int round = 0; round < rounds; round++) {
                measure(label, session, history, size);
            }
            requireRight(label, session, history);
        }
    }

    private void measure(String label, MusterSession session, History history, int size) {
        PollDurations before = PollDurations.of(session.service().url());
        Work work = change(session, history, size);
        PollDurations polls = PollDurations.of(session.service().url()).since(before);
        double perSecond = work.applications * NANOS_PER_SECOND / work.nanos;
        double millis = polls.seconds() * MILLIS_PER_SECOND * REPORTS_A_POLL * APPLICATIONS / work.applications;
        progress.accept(String.format(
                "%-12s %-22s %,12.0f %s, %.1f ms a poll of %d reports",
                label, Systems.MUSTER, perSecond, InventoryTurn.UNIT, millis, REPORTS_A_POLL));
        results.add(label, Systems.MUSTER, InventoryTurn.UNIT, perSecond);
        results.add(label + "-poll", Systems.MUSTER, "ms", millis);
    }

    private record Work(long nanos, long applications) {}

    /** The same number of reports whatever the size: a small fleet reports more than once. */
    private Work change(MusterSession session, History history, int size) {
        int wanted = hundredths(ROUND_IN_HUNDREDTHS);
        long nanos = 0;
        long applications = 0;
        for (int done = 0; done < wanted; done += Math.min(size, wanted)) {
            int step = history.add(Kind.ONE_EACH, 0, Math.min(size, wanted));
            nanos += session.take(history, step, false);
            session.requireOutput(history, step, false);
            applications += history.applications(step);
        }
        return new Work(nanos, applications);
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
