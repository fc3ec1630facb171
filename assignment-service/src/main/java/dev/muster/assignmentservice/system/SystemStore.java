package dev.muster.assignmentservice.system;

import dev.muster.assignmentservice.directory.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stores systems. All methods run in the caller's transaction. */
public interface SystemStore {
    /** The system; null when it is unknown. */
    @Nullable
    StoredSystem find(String systemId);

    Page<StoredSystem> list(SystemQuery query);

    /**
     * Counts systems by status.
     *
     * @param organizationIds the owners; null for all
     * @param activeSince systems whose newest snapshot is not older are active
     */
    Totals totals(@Nullable Collection<String> organizationIds, Instant activeSince);

    /**
     * Stores the names that inventory reports; bounded in one call.
     *
     * @return whether there may be more
     */
    boolean followReportedNames();

    /** The system, locked until the transaction ends; null when it is not stored. */
    @Nullable
    StoredSystem lock(String systemId);

    /** Systems that the organization owns, locked until the transaction ends, in the order of their ids. */
    List<StoredSystem> lockOwned(String organizationId, int limit);

    /** Saves a system that is new, or whose revision follows the stored one. */
    void save(StoredSystem changed);

    /** Counts of systems; the others have never sent a snapshot. */
    record Totals(long total, long active, long inactive) {

        public long unknown() {
            return total - active - inactive;
        }
    }

    /** How recently a system sent a snapshot. */
    enum Status {
        ACTIVE,
        INACTIVE,
        /** It never did. */
        UNKNOWN;

        /** Its name in requests and responses. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The status of a system with this newest snapshot. */
        public static Status of(@Nullable Instant lastInventoryAt, Instant activeSince) {
            if (lastInventoryAt == null) {
                return UNKNOWN;
            }
            return lastInventoryAt.isBefore(activeSince) ? INACTIVE : ACTIVE;
        }
    }

    /**
     * A system as stored, with its revision.
     *
     * @param reportedName the name in its inventory; null for none
     * @param lastInventoryAt when its newest snapshot was collected; null for none
     * @param revision increases by one with each change, without gaps; 0 for a system that no command has changed
     */
    record StoredSystem(
            ManagedSystem system,
            @Nullable String reportedName,
            @Nullable Instant lastInventoryAt,
            long revision,
            Instant createdAt,
            Instant updatedAt) {

        static StoredSystem unknown(String systemId, Instant now) {
            return new StoredSystem(new ManagedSystem(systemId, null, null), null, null, 0, now, now);
        }

        StoredSystem changedTo(ManagedSystem after, Instant now) {
            return new StoredSystem(after, reportedName, lastInventoryAt, revision + 1, createdAt, now);
        }

        /** The name that people gave it, else the reported one, else its id. */
        public String shownName() {
            String name = system.name() == null ? reportedName : system.name();
            return name == null ? system.systemId() : name;
        }
    }

    /**
     * Filter, order and page of a list of systems.
     *
     * @param organizationIds the owners that the caller may see; null for all
     * @param owners the owners that the list is limited to; null for all
     * @param statuses codes of statuses; null for all
     * @param activeSince systems whose newest snapshot is not older are active
     * @param search part of the id or the name, compared without case, accents and Unicode form; null for all
     * @param descending the direction; ties are sorted by id in the same direction
     * @param offset number of systems before the page
     * @param limit maximum number of systems on the page
     */
    record SystemQuery(
            @Nullable Collection<String> organizationIds,
            @Nullable Collection<String> owners,
            @Nullable Collection<String> statuses,
            Instant activeSince,
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
            CREATED_AT,
            UPDATED_AT,
            /** Systems without an owner are after all others. */
            ORGANIZATION_NAME,
            STATUS;

            /** Its name in requests. */
            public String code() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }
}
