package dev.muster.assignmentservice.system;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which systems a list has, and in which order.
 *
 * @param organizationIds whose they are; null for all
 * @param search a part of the id or the name, whatever its case, accents and form; null for all
 * @param descending the order; systems that are equal in it stand in the order of their ids, in the same direction
 * @param offset how many systems stand before the page
 * @param limit how many it has at the most
 */
public record SystemQuery(
        @Nullable Collection<String> organizationIds,
        @Nullable String search,
        Order order,
        boolean descending,
        long offset,
        int limit) {

    /** What lists can be ordered by. */
    public enum Order {
        ID,
        /** The name, of one that nobody has named its id. */
        NAME,
        CREATED_AT
    }
}
