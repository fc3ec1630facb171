package dev.muster.benchmarks.cases;

import java.time.Duration;

/** What runs before anything is measured, for a time that is the same for all: a service of weeks has its code compiled. */
final class WarmUp {

    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    private WarmUp() {}

    /** Repeats it until the time is over, once at least. */
    static void with(Runnable pass) {
        long end = System.nanoTime() + AT_LEAST.toNanos();
        do {
            pass.run();
        } while (System.nanoTime() < end);
    }
}
