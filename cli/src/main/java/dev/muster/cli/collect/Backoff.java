package dev.muster.cli.collect;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: each is up to twice the one before, and random, so that a fleet does not retry in step. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        next = first;
    }

    /** The next pause: between the half of its length and all of it. */
    Duration next() {
        Duration length = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return length.minusMillis((long) (random.nextDouble() * length.toMillis() / 2));
    }

    /** Starts again with the shortest pause, after a success. */
    void reset() {
        next = first;
    }
}
