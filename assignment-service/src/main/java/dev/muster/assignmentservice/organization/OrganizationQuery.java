package dev.muster.assignmentservice.organization;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which organizations a list has, and in which order.
 *
 * @param limits the ids it is limited to; null when to none
 * @param label what labels must match, and {@code name} what names must
 * @param active whether they are active; null when it does not matter
 * @param type of which type they are; null when it does not matter
 * @param descending the order; organizations that are equal in it stand in the order of their ids
 * @param offset how many organizations stand before the page
 * @param size of the page
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
     * What a text must match, all of it.
     *
     * @param like patterns as those of SQL, {@code \} before what stands for itself
     * @param partsInAnyCase texts that it has to contain, whatever their case, accents and form
     */
    public record Patterns(List<String> like, List<String> partsInAnyCase) {

        /** Everything matches. */
        public static final Patterns NONE = new Patterns(List.of(), List.of());
    }

    /** What lists can be ordered by. */
    public enum Order {
        CREATED_AT,
        LABEL,
        NAME,
        ACTIVE,
        ID
    }
}
