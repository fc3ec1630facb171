package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.Bench;

/** Something that keeps a record per application. */
public interface SystemUnderTest {

    /** Its name in the results. */
    String name();

    /** It is measured with one system of so many: 1, or more for one that would take too long. */
    default int oneOf() {
        return 1;
    }

    /** Whether it marks as removed what a snapshot lacks. */
    boolean removes();

    /** Whether the newest report wins with it, instead of the last one to arrive. */
    boolean guardsLate();

    /** Whether it can be given late reports and records that cannot be read. */
    default boolean readsTopics() {
        return true;
    }

    /** Starts it, with empty tables. */
    Session open(Bench bench);
}
