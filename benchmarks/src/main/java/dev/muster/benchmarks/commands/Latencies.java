package dev.muster.benchmarks.commands;

import java.util.Arrays;

/** A distribution of latencies. */
public final class Latencies {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    /** Creates a distribution of nanoseconds in any order. */
    public Latencies(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("no latencies");
        }
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** Returns the percentile in milliseconds; share is above 0 and at most 1. */
    public double millis(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
