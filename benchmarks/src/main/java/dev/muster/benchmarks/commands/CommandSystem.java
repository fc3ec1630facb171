package dev.muster.benchmarks.commands;

import dev.muster.benchmarks.stack.Bench;

/** Something that decides commands. */
public interface CommandSystem {

    /** Its name in the results. */
    String name();

    /** Starts it; the applications and the organizations are known to it. */
    CommandSession open(Bench bench);
}
