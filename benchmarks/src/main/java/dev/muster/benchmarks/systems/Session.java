package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.History;

/** A running system under test. */
public interface Session extends AutoCloseable {

    /** Empties the tables. */
    void reset();

    /**
     * Processes the reports of a step, which are provided before the measurement starts.
     *
     * @param poison whether one record in a hundred is undecodable
     * @return nanoseconds until all reports are written and all resulting events published
     */
    long take(History history, int step, boolean poison);

    /** The digest of the table. */
    Digest digest();

    /**
     * Verifies further output of the step, such as events.
     *
     * @throws dev.muster.benchmarks.stack.BenchmarkException if the output is wrong
     */
    default void requireOutput(History history, int step, boolean poison) {}

    @Override
    void close();
}
