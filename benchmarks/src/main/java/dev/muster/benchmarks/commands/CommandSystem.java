package dev.muster.benchmarks.commands;

import dev.muster.benchmarks.stack.BenchEnvironment;

/** A system that processes commands. */
public interface CommandSystem {

    /** The name in the results. */
    String name();

    /** Starts it with the applications and organizations registered. */
    CommandSession open(BenchEnvironment bench);
}
