package dev.muster.assignmentservice.ownership;

import java.time.Duration;

/**
 * Settings of the propagation of rebranding.
 *
 * @param stepSize applications per transaction, 1 to 1,000
 * @param pollInterval interval between polls of the queue, 50 ms to 1 min
 */
public record RebrandingSettings(int stepSize, Duration pollInterval) {

    public RebrandingSettings {
        if (stepSize < 1 || stepSize > 1_000) {
            throw new IllegalArgumentException("rebranding.step-size must be 1 to 1000, not " + stepSize);
        }
        if (pollInterval.toMillis() < 50 || pollInterval.toMinutes() > 1) {
            throw new IllegalArgumentException("rebranding.poll-interval must be 50 ms to 1 min, not " + pollInterval);
        }
    }
}
