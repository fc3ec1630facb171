package dev.muster.messaging.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Wakes the relays of this process. One for each outbox, shared by its {@link OutboxWriter}s and {@link OutboxRelays}.
 * Wake-ups during a round are merged into one. Thread-safe.
 */
public final class OutboxWakeUp {

    private final List<Semaphore> lanes;

    public OutboxWakeUp(OutboxSettings settings) {
        lanes = IntStream.range(0, settings.lanes())
                .mapToObj(lane -> new Semaphore(0))
                .toList();
    }

    void wake(int lane) {
        Semaphore signal = lanes.get(lane);
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    /** Waits for a wake-up; returns at once when there was one since the last call. */
    boolean await(int lane, Duration atMost) throws InterruptedException {
        Semaphore signal = lanes.get(lane);
        boolean woken = signal.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        signal.drainPermits();
        return woken;
    }
}
