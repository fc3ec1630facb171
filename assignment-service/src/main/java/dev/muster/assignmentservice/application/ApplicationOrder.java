package dev.muster.assignmentservice.application;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A sort order and its direction. */
public record ApplicationOrder(Sort sort, boolean descending) {

    /**
     * A keyset cursor: the position after an application in the order.
     *
     * @param key the sort key; in ISO-8601 for times
     */
    public record Cursor(ApplicationOrder order, String key, String applicationId) {}

    /**
     * Sort orders of applications. Names, types and versions are compared folded, then unfolded, module ids in ASCII lower case
     * first; ties are broken by id.
     */
    public enum Sort {
        ID,
        NAME,
        /** Falls back to the module id. */
        DISPLAY_NAME,
        INSTANCE_OF,
        VERSION,
        SYSTEM_ID,
        CREATED_AT,
        /** Falls back to the system's id. */
        SYSTEM_NAME,
        /** Applications without an owner are after all others, and before these those whose owner the caller may not know. */
        ORGANIZATION_NAME,
        STATUS,
        MODULE_ID,
        UPDATED_AT,
        LAST_INVENTORY_AT,
        /** The number in the reported data; applications without one are before all others. */
        CERTIFICATION_LEVEL;

        private static final Set<Sort> TIMES = EnumSet.of(CREATED_AT, UPDATED_AT, LAST_INVENTORY_AT);
        private static final Set<Sort> WITHOUT_INDEX =
                EnumSet.of(MODULE_ID, UPDATED_AT, LAST_INVENTORY_AT, CERTIFICATION_LEVEL);

        /** Its name in requests. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether its keys are times. */
        public boolean isTime() {
            return TIMES.contains(this);
        }

        /** Whether an index has the order; otherwise all matching applications are sorted for each page. */
        public boolean hasIndex() {
            return !WITHOUT_INDEX.contains(this);
        }

        /** The order of the name; empty when there is none. */
        public static Optional<Sort> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }
    }
}
