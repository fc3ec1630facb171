package dev.muster.benchmarks.fleet;

import java.time.Instant;
import java.util.stream.IntStream;

/**
 * A step in which systems of a fleet report.
 *
 * @param kind what changed since the previous step
 * @param at the collection time of the first system; the others follow within an hour
 * @param from the first system that reports
 * @param to after the last system that reports
 * @param every the distance between reporting systems, at least 1
 */
public record Step(Kind kind, Instant at, int from, int to, int every) {

    private static final int PERCENT = 100;
    private static final int REMOVED_OUT_OF = 50;

    /** What changed since the previous step. */
    public enum Kind {
        /** Nothing, or this is the first step. */
        SAME,
        /** One application of one system in a hundred. */
        ONE_PERCENT,
        /** As in {@link #ONE_PERCENT}; in addition every tenth report is late and arrives after a newer one. */
        LATE,
        /** 20 % of the applications; 2 % are removed. */
        CHURN,
        /** One application of each system. */
        ONE_EACH
    }

    public Step {
        if (from < 0 || to < from || every < 1) {
            throw new IllegalArgumentException("invalid step: from " + from + " to " + to + " every " + every);
        }
    }

    /** The number of systems that report. */
    public int systems() {
        return (to - from + every - 1) / every;
    }

    /** The numbers of the systems that report. */
    IntStream each() {
        return IntStream.iterate(from, system -> system < to, system -> system + every);
    }

    boolean has(int system) {
        return system >= from && system < to && (system - from) % every == 0;
    }

    /** Whether this step changes the application at {@code position} of the system. */
    boolean changes(int system, int position) {
        return has(system)
                && switch (kind) {
                    case SAME -> false;
                    case ONE_PERCENT, LATE -> system % PERCENT == 7 && position == 3;
                    case CHURN -> chance(system, position, 1) < PERCENT / 5;
                    case ONE_EACH -> position == 3;
                };
    }

    /** Whether this step removes the application permanently. */
    boolean removes(int system, int position) {
        return kind == Kind.CHURN && has(system) && chance(system, position, 2) < PERCENT / REMOVED_OUT_OF;
    }

    /** Returns a deterministic number from 0 to 99. */
    private int chance(int system, int position, int purpose) {
        long mixed = Mix.of(Mix.of(system * 64L + position) + at.getEpochSecond() * 8 + purpose);
        return (int) Long.remainderUnsigned(mixed, PERCENT);
    }
}
