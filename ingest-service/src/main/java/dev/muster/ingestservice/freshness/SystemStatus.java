package dev.muster.ingestservice.freshness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells of a system.
 *
 * @param since when the system entered its state
 * @param sightedAt the broker's time of the latest sign of life; null if none was recorded
 * @param lastInventoryAt collection time of the newest snapshot; null while there is none
 * @param collector of the report that was received last; null if none was recorded
 * @param applications number of present applications
 * @param staleAfterS seconds of silence after which it is STALE
 * @param missingAfterS seconds of silence after which it is MISSING
 */
public record SystemStatus(
        String systemId,
        long revision,
        FreshnessState state,
        Instant since,
        @Nullable Instant sightedAt,
        @Nullable Instant lastInventoryAt,
        @Nullable String collector,
        int applications,
        long staleAfterS,
        long missingAfterS) {

    /** Why there is an event; the names are those of the event. The first that applies. */
    public enum Change {
        APPEARED,
        STATE_CHANGED,
        COUNTS_CHANGED,
        THRESHOLDS_CHANGED
    }
}
