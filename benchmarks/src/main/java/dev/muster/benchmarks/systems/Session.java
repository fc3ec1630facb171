package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.History;

/** A system under test that runs. */
public interface Session extends AutoCloseable {

    /** Empties its tables. */
    void reset();

    /**
     * Gives it the reports of a step, all of them before the clock starts.
     *
     * @param poison whether one record in a hundred cannot be read
     * @return nanoseconds until all of them are in the table, and everything that follows from them is where it belongs
     */
    long take(History history, int step, boolean poison);

    /** What stands in its table. */
    Digest digest();

    /**
     * Whatever else should have come of the step, such as events.
     *
     * @throws dev.muster.benchmarks.stack.BenchmarkException when it did not
     */
    default void requireOutput(History history, int step, boolean poison) {}

    @Override
    void close();
}
