package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads applications. Lists, searches and counts read a projection that may lag behind inventory; {@link #find} reads the
 * current state of inventory.
 */
public interface ApplicationCatalog {

    /** Limit of counts and offsets of lists. Later entries are reached by cursors and filters. */
    int MAX_COUNT = 10_000;

    int MAX_TYPES = 1_000;

    int MAX_VERSIONS = 10_000;

    /** Limit of the systems and of the organizations in {@link FilterValues}; searches find the others. */
    int MAX_CHOICES = 1_000;

    /** The application, even if removed; null when inventory does not know it. */
    @Nullable
    Application find(String applicationId);

    /** A page of the present applications, from an offset of at most {@link #MAX_COUNT}. */
    ApplicationPage page(ApplicationFilter filter, ApplicationOrder order, int offset, int limit);

    /** A page of the present applications, after a cursor. */
    ApplicationPage pageAfter(ApplicationFilter filter, Cursor cursor, int limit);

    /** Counts matching applications up to {@link #MAX_COUNT} + 1. */
    int count(ApplicationFilter filter);

    /** Exact counts of present applications. */
    Totals totals(ApplicationFilter filter);

    /** Counts by type, the most frequent first; at most {@link #MAX_TYPES}. */
    List<TypeCount> countByType(ApplicationFilter filter);

    /** Counts by owner, the largest first; only owners that are in the scope. */
    List<OwnerCount> countByOwner(ApplicationFilter filter, int limit);

    /** What the applications of a scope can be filtered by. Each list is bounded. */
    FilterValues filterValues(@Nullable ScopeFilter scope);

    /**
     * Counts at the end of each day, in UTC, from {@code from} to {@code to}. Applications that inventory has deleted do not
     * count.
     */
    List<DayCount> countByDay(@Nullable ScopeFilter scope, LocalDate from, LocalDate to);

    /** The systems that the organizations own. */
    Collection<String> systemsOf(Collection<String> organizationIds);

    record Totals(long total, long assigned) {

        public long unassigned() {
            return total - assigned;
        }
    }

    /**
     * The applications of a type.
     *
     * @param name a name that inventory reports for one of them; the type when there is none
     * @param newest when the last of them was first seen
     */
    record TypeCount(String instanceOf, String name, long count, Instant newest) {}

    /**
     * Values of filters.
     *
     * @param types at most {@link #MAX_TYPES}, by name of the type
     * @param versions at most {@link #MAX_VERSIONS}, by type, the highest text first
     * @param systems at most {@link #MAX_CHOICES}, by name
     * @param organizations at most {@link #MAX_CHOICES}, by name
     */
    record FilterValues(
            List<TypeCount> types,
            List<TypeVersion> versions,
            List<SystemChoice> systems,
            List<Application.Owner> organizations) {}

    record TypeVersion(String instanceOf, String version) {}

    /** A system; its name falls back to its id. */
    record SystemChoice(String systemId, String name) {}

    record OwnerCount(String publicId, String name, long count) {}

    record DayCount(LocalDate day, long count) {}

    /**
     * A page of a list, without the reported data.
     *
     * @param next the cursor of the next page; null when this is the last
     */
    record ApplicationPage(
            List<Application> applications, @Nullable Cursor next) {}
}
