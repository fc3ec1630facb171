package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
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
    Totals totals(@Nullable ScopeFilter scope);

    /** Counts by type, the most frequent first. */
    List<TypeCount> countByType(@Nullable ScopeFilter scope);

    /** Counts by owner, the largest first; only owners that are in the scope. */
    List<OwnerCount> countByOwner(@Nullable ScopeFilter scope, int limit);

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

    record TypeCount(String instanceOf, long count) {}

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
