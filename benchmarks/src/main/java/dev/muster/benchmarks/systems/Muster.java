package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.Bench;
import java.nio.file.Path;

/**
 * Muster's ingest service, unpacked and on its options as in its container, with change events and the settings that are the
 * defaults.
 *
 * @param name in the results
 * @param checkout where it was built
 */
public record Muster(String name, Path checkout) implements SystemUnderTest {

    @Override
    public boolean removes() {
        return true;
    }

    @Override
    public boolean guardsLate() {
        return true;
    }

    @Override
    public Session open(Bench bench) {
        return new MusterSession(bench, checkout);
    }
}
