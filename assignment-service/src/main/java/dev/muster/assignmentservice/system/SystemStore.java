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
     * @param activeSince systems whose newest snapshot is not older are active; null: those whose published state says so
     */
    Totals totals(@Nullable Collection<String> organizationIds, @Nullable Instant activeSince);

    /** Stores the published states of systems, unless a later one is stored. At most one for each system. */
    void saveStates(Collection<SystemFreshness> states);

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

    /** Counts of systems; of the others inventory knows nothing. */
    record Totals(long total, long active, long inactive) {

        public long unknown() {
            return total - active - inactive;
        }
    }

    /** Whether a system gives signs of life, as the ingest service has published. */
    enum Status {
        ACTIVE,
        /** STALE or MISSING. */
        INACTIVE,
        /** Inventory knows nothing of it. */
        UNKNOWN;

        /** Its name in requests and responses. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The status of a system with this published state; null for none. */
        public static Status of(@Nullable SystemFreshness freshness) {
            if (freshness == null) {
                return UNKNOWN;
            }
            return freshness.state() == SystemFreshness.State.ACTIVE ? ACTIVE : INACTIVE;
        }
    }

    /**
     * A system as stored, with its revision.
     *
     * @param reportedName the name in its inventory; null for none
     * @param lastInventoryAt when its newest snapshot was collected; null for none
     * @param freshness its published state; null for none
     * @param revision increases by one with each change, without gaps; 0 for a system that no command has changed
     */
    record StoredSystem(
            ManagedSystem system,
            @Nullable String reportedName,
            @Nullable Instant lastInventoryAt,
            @Nullable SystemFreshness freshness,
            long revision,
            Instant createdAt,
            Instant updatedAt) {

        static StoredSystem unknown(String systemId, Instant now) {
            return new StoredSystem(new ManagedSystem(systemId, null, null), null, null, null, 0, now, now);
        }

        StoredSystem changedTo(ManagedSystem after, Instant now) {
            return new StoredSystem(after, reportedName, lastInventoryAt, freshness, revision + 1, createdAt, now);
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
     * @param search part of the id or the name, compared without case, accents and Unicode form; null for all
     * @param descending the direction; ties are sorted by id in the same direction
     * @param offset number of systems before the page
     * @param limit maximum number of systems on the page
     */
    record SystemQuery(
            @Nullable Collection<String> organizationIds,
            @Nullable Collection<String> owners,
            @Nullable Collection<String> statuses,
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
