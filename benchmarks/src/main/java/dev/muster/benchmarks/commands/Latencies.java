package dev.muster.benchmarks.commands;

import java.util.Arrays;

/** How long each of some commands took. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    /** Of the given nanoseconds, in any order. */
    public Latencies(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("there are no latencies");
        }
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** In milliseconds, what the given share of the commands, above 0 and up to 1, took at the most. */
    public double millis(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
