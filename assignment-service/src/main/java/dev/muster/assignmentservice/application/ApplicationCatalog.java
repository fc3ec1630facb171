package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.application.ApplicationOrder.Place;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The applications that there are. Lists, searches and counts follow inventory by its topic, so that what was reported
 * a moment ago may be missing yet; one application by its id is as inventory says now.
 */
public interface ApplicationCatalog {

    /** Lists are counted, and can be skipped through, this far. What is beyond is reached by cursors and filters. */
    int COUNTED = 10_000;

    /** The application, a removed one too; null when inventory does not know it. */
    @Nullable
    Application find(String applicationId);

    /** The applications that are there, from an offset of at most {@link #COUNTED}. */
    ApplicationPage page(ApplicationFilter filter, ApplicationOrder order, int offset, int limit);

    /** The applications that are there, behind a place. */
    ApplicationPage pageBehind(ApplicationFilter filter, Place place, int limit);

    /** How many are there; {@link #COUNTED} + 1 when there are more than that. */
    int count(ApplicationFilter filter);

    /** How many are there, all of them counted. */
    Totals totals(@Nullable ScopeFilter within);

    /** How many of each type are there, the most first. */
    List<TypeCount> countByType(@Nullable ScopeFilter within);

    /** How many each organization owns, the most first. */
    List<OwnerCount> countByOwner(@Nullable ScopeFilter within, int limit);

    /**
     * How many were there at the end of each day, in UTC, from {@code from} to {@code to}. What was removed so long ago
     * that inventory has forgotten it does not count.
     */
    List<DayCount> countByDay(@Nullable ScopeFilter within, LocalDate from, LocalDate to);

    /** The systems that the organizations own. */
    Collection<String> systemsOf(Collection<String> organizationIds);

    /** Counts of applications that are there. */
    record Totals(long total, long assigned) {

        /** Those that nobody owns. */
        public long unassigned() {
            return total - assigned;
        }
    }

    /** A count of one type. */
    record TypeCount(String instanceOf, long count) {}

    /** A count of one owner. */
    record OwnerCount(String publicId, String name, long count) {}

    /** A count at the end of a day. */
    record DayCount(LocalDate day, long count) {}
}
