package dev.muster.assignmentservice.system;

import java.time.Instant;

/**
 * A system as it is kept.
 *
 * @param revision rises by one with each change, without gaps; 0: nothing was ever said of it
 */
public record StoredSystem(ManagedSystem system, long revision, Instant createdAt, Instant updatedAt) {

    static StoredSystem unknown(String systemId, Instant now) {
        return new StoredSystem(new ManagedSystem(systemId, null, null), 0, now, now);
    }

    StoredSystem changedTo(ManagedSystem after, Instant now) {
        return new StoredSystem(after, revision + 1, createdAt, now);
    }
}
