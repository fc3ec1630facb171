package dev.muster.assignmentservice.directory;

import java.time.Duration;

/**
 * How directory commands wait for a parent that is not registered yet.
 *
 * @param expiresAfter when such a command becomes a dead letter, 1 s to 1 d after it was received
 * @param maxPerTransaction how many parked commands one transaction decides, 1 to 10,000; the sweep takes the rest
 */
public record ParkingSettings(Duration expiresAfter, int maxPerTransaction) {

    public ParkingSettings {
        if (expiresAfter.toSeconds() < 1 || expiresAfter.toDays() > 1) {
            throw new IllegalArgumentException("parking.expires-after must be 1 s to 1 d, not " + expiresAfter);
        }
        if (maxPerTransaction < 1 || maxPerTransaction > 10_000) {
            throw new IllegalArgumentException(
                    "parking.max-per-transaction must be 1 to 10000, not " + maxPerTransaction);
        }
    }
}
