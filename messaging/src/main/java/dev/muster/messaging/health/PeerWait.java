package dev.muster.messaging.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a peer, with backoff, and tells in one line what for: at once, when the reason changes, and again every 30 s.
 * One for each wait; of one thread, but for {@link #cancel()}.
 */
public final class PeerWait {

    private static final Logger log = LoggerFactory.getLogger(PeerWait.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration TELL_AGAIN_AFTER = Duration.ofSeconds(30);

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private Duration pause = FIRST_PAUSE;
    private volatile String reason = "";
    private long toldAtNanos;

    /** Tells the reason and pauses; false when the wait was cancelled. */
    public boolean pause(String why) throws InterruptedException {
        boolean changed = !why.equals(reason);
        if (changed || System.nanoTime() - toldAtNanos > TELL_AGAIN_AFTER.toNanos()) {
            log.warn("waiting for {}", why);
            reason = why;
            toldAtNanos = System.nanoTime();
        }
        boolean stopped = cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        return !stopped;
    }

    /** The reason that was told last; empty when there was none. */
    public String reason() {
        return reason;
    }

    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    public void cancel() {
        cancelled.countDown();
    }

    /** Tells that the wait is over, if there was one. */
    public void end(String what) {
        if (!reason.isEmpty()) {
            log.info("{}", what);
            reason = "";
        }
    }
}
