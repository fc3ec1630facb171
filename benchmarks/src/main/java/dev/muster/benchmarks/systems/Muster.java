package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.Bench;

/** Muster's ingest service from the jar that is shipped, with change events, on its defaults. */
public final class Muster implements SystemUnderTest {

    @Override
    public String name() {
        return "muster";
    }

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
        return new MusterSession(bench);
    }
}
