package dev.muster.messaging.outbox;

import java.time.Duration;

/**
 * Settings of a service's outbox.
 *
 * @param lanes the number of relays that may work at once over all instances, 1 to 64; keys are distributed over lanes,
 *     so change it only while the outbox is empty
 * @param pollInterval how long a relay waits without a wake-up, 10 ms to 1 min; covers lost wake-ups
 * @param pagesPerRead the number of pages, of at most about 1 MiB each, that a relay has in memory, 1 to 256
 */
public record OutboxSettings(int lanes, Duration pollInterval, int pagesPerRead) {

    /** One lane, one second, sixteen pages. */
    public static final OutboxSettings DEFAULT = new OutboxSettings(1, Duration.ofSeconds(1), 16);

    public OutboxSettings {
        if (lanes < 1 || lanes > 64) {
            throw new IllegalArgumentException("outbox.lanes must be 1 to 64, not " + lanes);
        }
        if (pollInterval.toMillis() < 10 || pollInterval.toMinutes() > 1) {
            throw new IllegalArgumentException("outbox.poll-interval must be 10 ms to 1 min, not " + pollInterval);
        }
        if (pagesPerRead < 1 || pagesPerRead > 256) {
            throw new IllegalArgumentException("outbox.pages-per-read must be 1 to 256, not " + pagesPerRead);
        }
    }
}
