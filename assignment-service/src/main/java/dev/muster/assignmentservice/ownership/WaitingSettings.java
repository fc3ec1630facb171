package dev.muster.assignmentservice.ownership;

import java.time.Duration;

/**
 * How commands wait for their application.
 *
 * @param expiresAfter when a command that does not say so itself stops waiting, 1 s to 366 d after it was received
 * @param maxPerApplication how many commands may wait for one application, 1 to 10,000
 * @param sweepInterval how often expired commands and lost triggers are looked for, 100 ms to 10 min
 * @param sweepSize how many applications are looked at in one transaction of the sweep, 1 to 10,000
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
