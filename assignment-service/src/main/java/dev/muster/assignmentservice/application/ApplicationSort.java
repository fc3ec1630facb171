package dev.muster.assignmentservice.application;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Sort orders of applications. Names, types and versions are compared folded, then unfolded; ties are broken by id.
 */
public enum ApplicationSort {
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
    public static Optional<ApplicationSort> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
