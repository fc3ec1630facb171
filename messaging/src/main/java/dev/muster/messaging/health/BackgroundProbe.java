package dev.muster.messaging.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of a peer, probed once a second in the background with a timeout of a few seconds. {@link #health()}
 * answers from memory.
 */
public final class BackgroundProbe implements HealthIndicator, AutoCloseable {

    /** Probes the peer. */
    public interface Target extends AutoCloseable {

        /** The problem, in one line without payload; null when there is none. Returns or fails within some seconds. */
        @Nullable
        String probe() throws InterruptedException;

        @Override
        void close();
    }

    private record Result(@Nullable String problem, long atNanos) {}

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration STALE_AFTER = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final String peer;
    private final Target target;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Result last;

    /** Not started yet. */
    public BackgroundProbe(String peer, Target target) {
        this.peer = peer;
        this.target = target;
        last = new Result(peer + " has not been probed yet", System.nanoTime());
        thread = new Thread(this::probeUntilClosed, peer + "-probe");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void probeUntilClosed() {
        try {
            do {
                String problem = target.probe();
                last = new Result(problem, System.nanoTime());
            } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            target.close();
        }
    }

    /** The problem; null when the last probe succeeded and is at most 5 s old. */
    public @Nullable String problem() {
        Result result = last;
        if (result.problem() != null) {
            return result.problem();
        }
        boolean stale = System.nanoTime() - result.atNanos() > STALE_AFTER.toNanos();
        return stale ? peer + " has not answered for more than " + STALE_AFTER.toSeconds() + " s" : null;
    }

    @Override
    public Health health() {
        String problem = problem();
        return problem == null
                ? Health.up().build()
                : Health.down().withDetail("problem", problem).build();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
