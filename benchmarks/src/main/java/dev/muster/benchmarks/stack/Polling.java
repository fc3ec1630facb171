package dev.muster.benchmarks.stack;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits by polling. */
public final class Polling {

    /** Polling uses processor time of the measured system; a shorter interval would affect the results. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(40);

    private Polling() {}

    /** Waits until the condition is true; fails after the timeout. */
    public static void await(String what, Duration timeout, BooleanSupplier condition) {
        awaitValue(what, timeout, () -> condition.getAsBoolean() ? OptionalLong.of(0) : OptionalLong.empty());
    }

    /** Waits for a value and returns it; fails after the timeout. */
    public static long awaitValue(String what, Duration timeout, Supplier<OptionalLong> number) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new BenchmarkException("interrupted while waiting: " + what);
            }
            OptionalLong found = number.get();
            if (found.isPresent()) {
                return found.getAsLong();
            }
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException(what + " took more than " + timeout.toSeconds() + " s");
            }
        }
    }
}
