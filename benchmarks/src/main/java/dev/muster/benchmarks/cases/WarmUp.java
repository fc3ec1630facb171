package dev.muster.benchmarks.cases;

import java.time.Duration;

/** Runs a workload before the measurement for a fixed time, so that the JIT compiler has compiled the code. */
final class WarmUp {

    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    private WarmUp() {}

    /** Repeats the workload until the time is over, at least once. */
    static void with(Runnable pass) {
        long end = System.nanoTime() + AT_LEAST.toNanos();
        do {
            pass.run();
        } while (System.nanoTime() < end);
    }
}
