package dev.muster.assignmentservice.system;

import dev.muster.assignmentservice.directory.Page;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Stores systems. All methods run in the caller's transaction. */
public interface SystemStore {
    /** The system; null when it is unknown. */
    @Nullable
    StoredSystem find(String systemId);

    Page<StoredSystem> list(SystemQuery query);

    /** The system, locked until the transaction ends; null when it is not stored. */
    @Nullable
    StoredSystem lock(String systemId);

    /** Saves a system that is new, or whose revision follows the stored one. */
    void save(StoredSystem changed);

    /**
     * A system as stored, with its revision.
     *
     * @param revision increases by one with each change, without gaps; 0 for a system that no command has changed
     */
    record StoredSystem(ManagedSystem system, long revision, Instant createdAt, Instant updatedAt) {

        static StoredSystem unknown(String systemId, Instant now) {
            return new StoredSystem(new ManagedSystem(systemId, null, null), 0, now, now);
        }

        StoredSystem changedTo(ManagedSystem after, Instant now) {
            return new StoredSystem(after, revision + 1, createdAt, now);
        }
    }

    /**
     * Filter, order and page of a list of systems.
     *
     * @param organizationIds the owners; null for all
     * @param search part of the id or the name, compared without case, accents and Unicode form; null for all
     * @param descending the direction; ties are sorted by id in the same direction
     * @param offset number of systems before the page
     * @param limit maximum number of systems on the page
     */
    record SystemQuery(
            @Nullable Collection<String> organizationIds,
            @Nullable String search,
            Order order,
            boolean descending,
            long offset,
            int limit) {

        /** Sort keys. */
        public enum Order {
            ID,
            /** The name; the id for a system without a name. */
            NAME,
            CREATED_AT
        }
    }
}
