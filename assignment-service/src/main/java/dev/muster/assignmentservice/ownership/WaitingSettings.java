package dev.muster.assignmentservice.ownership;

import java.time.Duration;

/**
 * Settings of waiting commands.
 *
 * @param expiresAfter default expiry of a command after it was received, 1 s to 366 d
 * @param maxPerApplication maximum of waiting commands per application, 1 to 10,000
 * @param sweepInterval interval between sweeps, 100 ms to 10 min
 * @param sweepSize applications per transaction of a sweep, 1 to 10,000
 */
public record WaitingSettings(Duration expiresAfter, int maxPerApplication, Duration sweepInterval, int sweepSize) {

    public WaitingSettings {
        if (expiresAfter.toSeconds() < 1 || expiresAfter.toDays() > 366) {
            throw new IllegalArgumentException("waiting.expires-after must be 1 s to 366 d, not " + expiresAfter);
        }
        if (maxPerApplication < 1 || maxPerApplication > 10_000) {
            throw new IllegalArgumentException(
                    "waiting.max-per-application must be 1 to 10000, not " + maxPerApplication);
        }
        if (sweepInterval.toMillis() < 100 || sweepInterval.toMinutes() > 10) {
            throw new IllegalArgumentException("waiting.sweep-interval must be 100 ms to 10 min, not " + sweepInterval);
        }
        if (sweepSize < 1 || sweepSize > 10_000) {
            throw new IllegalArgumentException("waiting.sweep-size must be 1 to 10000, not " + sweepSize);
        }
    }
}
