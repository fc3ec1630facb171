package dev.muster.messaging.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of a peer, asked once a second in the background by somebody who gives up after a few seconds: who asks for
 * the health is answered from memory.
 */
public final class BackgroundProbe implements HealthIndicator, AutoCloseable {

    /** Who asks the peer. */
    public interface Target extends AutoCloseable {

        /** What is wrong, in one line without payload; null when all is well. Returns or fails within some seconds. */
        @Nullable
        String probe() throws InterruptedException;

        @Override
        void close();
    }

    private record Answer(@Nullable String problem, long atNanos) {}

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration STALE_AFTER = Duration.ofSeconds(5);
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final String peer;
    private final Target target;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Answer last;

    /** A probe that is not started. */
    public BackgroundProbe(String peer, Target target) {
        this.peer = peer;
        this.target = target;
        last = new Answer(peer + " has not been asked yet", System.nanoTime());
        thread = new Thread(this::probeUntilClosed, peer + "-probe");
        thread.setDaemon(true);
    }

    /** Begins to ask. */
    public void start() {
        thread.start();
    }

    private void probeUntilClosed() {
        try {
            do {
                String problem = target.probe();
                last = new Answer(problem, System.nanoTime());
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            target.close();
        }
    }

    /** What is wrong; null when the last answer was good and is not older than 5 s. */
    public @Nullable String problem() {
        Answer answer = last;
        if (answer.problem() != null) {
            return answer.problem();
        }
        boolean stale = System.nanoTime() - answer.atNanos() > STALE_AFTER.toNanos();
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
            thread.join(END_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
