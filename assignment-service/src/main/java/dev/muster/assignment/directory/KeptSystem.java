package dev.muster.assignment.directory;

import java.time.Instant;

/**
 * A system as it is kept.
 *
 * @param revision rises by one with each change, without gaps; 0: nothing was ever said of it
 */
public record KeptSystem(ManagedSystem system, long revision, Instant createdAt, Instant updatedAt) {

    static KeptSystem unknown(String systemId, Instant now) {
        return new KeptSystem(new ManagedSystem(systemId, null, null), 0, now, now);
    }

    KeptSystem changedTo(ManagedSystem after, Instant now) {
        return new KeptSystem(after, revision + 1, createdAt, now);
    }
}
