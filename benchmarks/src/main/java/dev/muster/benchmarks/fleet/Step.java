package dev.muster.benchmarks.fleet;

import java.time.Instant;
import java.util.stream.IntStream;

/**
 * One round of reports of a fleet.
 *
 * @param kind what has changed since the step before
 * @param at when the first system collects; the others follow within the hour
 * @param from the first system that reports
 * @param to behind the last one
 * @param every how far from one system that reports to the next, from 1
 */
public record Step(Kind kind, Instant at, int from, int to, int every) {

    private static final int PERCENT = 100;
    private static final int REMOVED_OUT_OF = 50;

    /** What has changed since the step before. */
    public enum Kind {
        /** Nothing; or the first step of all. */
        SAME,
        /** One application of one system in a hundred. */
        ONE_PERCENT,
        /** As in {@link #ONE_PERCENT}; and every tenth report is of a time between, and comes after a newer one. */
        LATE,
        /** 20 % of the applications; 2 % are gone. */
        CHURN,
        /** One application of each system. */
        ONE_EACH
    }

    public Step {
        if (from < 0 || to < from || every < 1) {
            throw new IllegalArgumentException(
                    "a step is of systems from 0 on, not of every " + every + " from " + from + " to " + to);
        }
    }

    /** How many systems report. */
    public int systems() {
        return (to - from + every - 1) / every;
    }

    /** The systems that report. */
    IntStream each() {
        return IntStream.iterate(from, system -> system < to, system -> system + every);
    }

    boolean has(int system) {
        return system >= from && system < to && (system - from) % every == 0;
    }

    /** Whether this step changes the application, which is the {@code position}-th of its system. */
    boolean changes(int system, int position) {
        return has(system)
                && switch (kind) {
                    case SAME -> false;
                    case ONE_PERCENT, LATE -> system % PERCENT == 7 && position == 3;
                    case CHURN -> chance(system, position, 1) < PERCENT / 5;
                    case ONE_EACH -> position == 3;
                };
    }

    /** Whether this step removes the application for good. */
    boolean removes(int system, int position) {
        return kind == Kind.CHURN && has(system) && chance(system, position, 2) < PERCENT / REMOVED_OUT_OF;
    }

    /** 0 to 99, always the same for the same application of the same step. */
    private int chance(int system, int position, int purpose) {
        long mixed = Mix.of(Mix.of(system * 64L + position) + at.getEpochSecond() * 8 + purpose);
        return (int) Long.remainderUnsigned(mixed, PERCENT);
    }
}
