package dev.muster.messaging.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a peer with backoff and logs the reason: at once, when it changes, and every 30 s. One instance for each
 * wait. For one thread, except {@link #cancel()}, {@link #isCancelled()} and {@link #reason()}.
 */
public final class PeerWait {

    private static final Logger log = LoggerFactory.getLogger(PeerWait.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LOG_AGAIN_AFTER = Duration.ofSeconds(30);

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private Duration pause = FIRST_PAUSE;
    private volatile String reason = "";
    private long loggedAtNanos;

    /** Logs the reason and pauses; false when the wait was cancelled. */
    public boolean pause(String newReason) throws InterruptedException {
        boolean changed = !newReason.equals(reason);
        if (changed || System.nanoTime() - loggedAtNanos > LOG_AGAIN_AFTER.toNanos()) {
            log.warn("waiting for {}", newReason);
            reason = newReason;
            loggedAtNanos = System.nanoTime();
        }
        boolean stopped = cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        return !stopped;
    }

    /** The reason that was logged last; empty when there is none. */
    public String reason() {
        return reason;
    }

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    public void cancel() {
        cancelled.countDown();
    }

    /** Logs the message if there was a wait. */
    public void end(String message) {
        if (!reason.isEmpty()) {
            log.info("{}", message);
            reason = "";
        }
    }
}
