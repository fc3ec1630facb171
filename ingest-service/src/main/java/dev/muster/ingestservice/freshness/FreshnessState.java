package dev.muster.ingestservice.freshness;

/** The published state of a system. The order is that of longer silence; the names are those of the event. */
public enum FreshnessState {
    ACTIVE,
    STALE,
    MISSING
}
