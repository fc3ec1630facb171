package dev.muster.assignmentservice.application;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A sort order and its direction. */
public record ApplicationOrder(Sort sort, boolean descending) {

    /**
     * A keyset cursor: the position after an application in the order.
     *
     * @param key the sort key; in ISO-8601 for {@link Sort#CREATED_AT}
     */
    public record Cursor(ApplicationOrder order, String key, String applicationId) {}

    /**
     * Sort orders of applications. Names, types and versions are compared folded, then unfolded; ties are broken by id.
     */
    public enum Sort {
        ID,
        NAME,
        /** Falls back to the module id. */
        DISPLAY_NAME,
        INSTANCE_OF,
        VERSION,
        SYSTEM_ID,
        CREATED_AT;

        /** Its name in requests. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The order of the name; empty when there is none. */
        public static Optional<Sort> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }
}
