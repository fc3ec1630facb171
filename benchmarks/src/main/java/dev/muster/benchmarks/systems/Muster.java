package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.BenchEnvironment;
import java.nio.file.Path;

/**
 * Muster's ingest service with default settings and change events, run as in its container: unpacked and with the
 * shipped JVM options.
 *
 * @param name the name in the results
 * @param checkout the root of its checkout
 */
public record Muster(String name, Path checkout) implements SystemUnderTest {

    @Override
    public boolean removes() {
        return true;
    }

    @Override
    public boolean ignoresLate() {
        return true;
    }

    @Override
    public Session open(BenchEnvironment bench) {
        return new MusterSession(bench, checkout);
    }
}
