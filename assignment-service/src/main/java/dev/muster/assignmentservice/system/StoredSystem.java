package dev.muster.assignmentservice.system;

import java.time.Instant;

/**
 * A system as stored, with its revision.
 *
 * @param revision increases by one with each change, without gaps; 0 for a system that no command has changed
 */
public record StoredSystem(ManagedSystem system, long revision, Instant createdAt, Instant updatedAt) {

    static StoredSystem unknown(String systemId, Instant now) {
        return new StoredSystem(new ManagedSystem(systemId, null, null), 0, now, now);
    }

    StoredSystem changedTo(ManagedSystem after, Instant now) {
        return new StoredSystem(after, revision + 1, createdAt, now);
    }
}
