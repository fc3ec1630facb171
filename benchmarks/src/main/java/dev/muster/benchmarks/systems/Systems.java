package dev.muster.benchmarks.systems;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All systems that can be measured. */
public final class Systems {

    /** Muster of this checkout. */
    public static final String MUSTER = "muster";

    /** Muster of another checkout, to compare a change with. */
    public static final String BEFORE = "muster-before";

    private static final List<SystemUnderTest> PEERS = List.of(
            DebeziumSink.rewrittenBatches(),
            DebeziumSink.unnest(),
            Listener.batches(),
            Listener.rowByRow(),
            new Ceiling());

    private Systems() {}

    /** The names of Muster and its peers. */
    public static List<String> names() {
        return Stream.concat(Stream.of(MUSTER), PEERS.stream().map(SystemUnderTest::name))
                .toList();
    }

    /**
     * Returns the systems with the given names.
     *
     * @param checkouts the checkouts of Muster by name in the results
     */
    public static List<SystemUnderTest> named(List<String> names, Map<String, Path> checkouts) {
        Stream<SystemUnderTest> own =
                checkouts.entrySet().stream().map(checkout -> new Muster(checkout.getKey(), checkout.getValue()));
        return Stream.concat(own, PEERS.stream())
                .filter(system -> names.contains(system.name()))
                .toList();
    }
}
