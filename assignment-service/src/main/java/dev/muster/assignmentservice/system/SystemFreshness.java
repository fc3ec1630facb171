package dev.muster.assignmentservice.system;

import java.time.Instant;

/**
 * What the ingest service has published of a system.
 *
 * @param since when the system entered its state
 * @param applications number of its present applications
 * @param recordedAt time of the event
 */
public record SystemFreshness(String systemId, State state, Instant since, int applications, Instant recordedAt) {

    /** The names are those of the event. */
    public enum State {
        ACTIVE,
        STALE,
        MISSING
    }
}
