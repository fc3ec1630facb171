package dev.muster.benchmarks.systems;

import java.util.List;

/** Everything that can be measured. */
public final class Systems {

    private static final List<SystemUnderTest> ALL = List.of(
            new Muster(),
            DebeziumSink.rewrittenBatches(),
            DebeziumSink.unnest(),
            Listener.batches(),
            Listener.rowByRow(),
            new Ceiling());

    private Systems() {}

    /** The names of all. */
    public static List<String> names() {
        return ALL.stream().map(SystemUnderTest::name).toList();
    }

    /** Those with the given names. */
    public static List<SystemUnderTest> named(List<String> names) {
        return ALL.stream().filter(system -> names.contains(system.name())).toList();
    }
}
