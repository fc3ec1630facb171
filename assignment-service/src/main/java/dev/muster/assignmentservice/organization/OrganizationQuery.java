package dev.muster.assignmentservice.organization;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filter, order and page of a list of organizations.
 *
 * @param limits the ids in the caller's access scope; null when it is not limited
 * @param label patterns for the label, and {@code name} for the name
 * @param active null for all
 * @param type null for all
 * @param descending the direction; ties are sorted by id
 * @param offset number of organizations before the page
 * @param size maximum number of organizations on the page
 */
public record OrganizationQuery(
        @Nullable Collection<String> limits,
        Patterns label,
        Patterns name,
        @Nullable Boolean active,
        @Nullable OrganizationType type,
        Order order,
        boolean descending,
        long offset,
        int size) {

    /**
     * Patterns that a text must match, all of them.
     *
     * @param like patterns of SQL {@code LIKE}, with {@code \} as escape
     * @param partsInAnyCase substrings that are compared without case, accents and Unicode form
     */
    public record Patterns(List<String> like, List<String> partsInAnyCase) {

        public static final Patterns NONE = new Patterns(List.of(), List.of());
    }

    /** Sort keys. */
    public enum Order {
        CREATED_AT,
        LABEL,
        NAME,
        ACTIVE,
        ID
    }
}
