package dev.muster.assignmentservice.system;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Filter, order and page of a list of systems.
 *
 * @param organizationIds the owners; null for all
 * @param search part of the id or the name, compared without case, accents and Unicode form; null for all
 * @param descending the direction; ties are sorted by id in the same direction
 * @param offset number of systems before the page
 * @param limit maximum number of systems on the page
 */
public record SystemQuery(
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
