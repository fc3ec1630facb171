package dev.muster.benchmarks.stack;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition by asking for it. */
public final class Waiting {

    /** Asking takes processor time from what is waited for: more often, and it is seen in the figures. */
    private static final Duration ASK_EVERY = Duration.ofMillis(40);

    private Waiting() {}

    /** Returns once the condition holds; fails after {@code atMost}. */
    public static void until(String what, Duration atMost, BooleanSupplier condition) {
        untilKnown(what, atMost, () -> condition.getAsBoolean() ? OptionalLong.of(0) : OptionalLong.empty());
    }

    /** Returns once there is a number, and says which; fails after {@code atMost}. */
    public static long untilKnown(String what, Duration atMost, Supplier<OptionalLong> number) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            LockSupport.parkNanos(ASK_EVERY.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new BenchmarkException("interrupted while waiting: " + what);
            }
            OptionalLong found = number.get();
            if (found.isPresent()) {
                return found.getAsLong();
            }
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException(what + " took more than " + atMost.toSeconds() + " s");
            }
        }
    }
}
