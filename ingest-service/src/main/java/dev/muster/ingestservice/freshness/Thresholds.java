package dev.muster.ingestservice.freshness;

import java.time.Duration;

/**
 * How long a system may be silent before it is {@code STALE}, and before it is {@code MISSING}, unless its newest snapshot
 * or a command says something else. A minute to 217 days, as in commands.
 */
public record Thresholds(Duration staleAfter, Duration missingAfter) {

    /** Seven times the longest declared cadence, 31 days. */
    public static final Duration MAX = Duration.ofDays(217);

    static final Duration MIN = Duration.ofMinutes(1);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException when they do not hold
     */
    public Thresholds {
        require(
                staleAfter.compareTo(MIN) >= 0 && staleAfter.compareTo(MAX) <= 0,
                "muster.stale-after must be 1m to 217d, not " + staleAfter);
        require(
                missingAfter.compareTo(staleAfter) >= 0 && missingAfter.compareTo(MAX) <= 0,
                "muster.missing-after must be muster.stale-after to 217d, not " + missingAfter);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
