package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.BenchEnvironment;

/** A system that maintains one row per application. */
public interface SystemUnderTest {

    /** The name in the results. */
    String name();

    /** Divisor of the number of simulated systems, for systems that would take too long. */
    default int divisor() {
        return 1;
    }

    /** Whether it marks applications that a snapshot lacks as removed. */
    boolean removes();

    /** Whether the newest report wins, instead of the last one to arrive. */
    boolean ignoresLate();

    /** Whether it reads topics and so supports late reports and undecodable records. */
    default boolean readsTopics() {
        return true;
    }

    /** Starts it with empty tables. */
    Session open(BenchEnvironment bench);
}
