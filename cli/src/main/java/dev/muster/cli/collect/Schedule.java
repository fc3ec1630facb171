package dev.muster.cli.collect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When the next report is due: a little before the end of the interval, at random, so that a fleet that starts at once
 * spreads. Time counts while the machine sleeps, and whatever the wall clock does: the longer one of the elapsed wall
 * time and the elapsed monotonic time counts.
 */
final class Schedule {

    private static final Duration MAX_JITTER = Duration.ofMinutes(10);
    private static final int JITTER_DIVISOR = 10;

    private final Duration every;
    private final Clock clock;
    private final RandomGenerator random;
    private Instant startedAt = Instant.EPOCH;
    private long startedNanos;
    private Duration delay = Duration.ZERO;

    /** The first report is due at once. */
    Schedule(Duration every, Clock clock, RandomGenerator random) {
        this.every = every;
        this.clock = clock;
        this.random = random;
    }

    /** A report was made: the next one is due within the interval. */
    void restart() {
        Duration tenth = every.dividedBy(JITTER_DIVISOR);
        Duration jitter = tenth.compareTo(MAX_JITTER) > 0 ? MAX_JITTER : tenth;
        delay = every.minusMillis((long) (random.nextDouble() * jitter.toMillis()));
        startedAt = clock.instant();
        startedNanos = System.nanoTime();
    }

    /** Zero or less when a report is due. */
    Duration remaining() {
        Duration wall = Duration.between(startedAt, clock.instant());
        Duration monotonic = Duration.ofNanos(System.nanoTime() - startedNanos);
        return delay.minus(wall.compareTo(monotonic) > 0 ? wall : monotonic);
    }

    boolean isDue() {
        return remaining().compareTo(Duration.ZERO) <= 0;
    }
}
