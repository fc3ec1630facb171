package dev.muster.assignmentservice.application;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The orders that applications are listed in. Names, types and versions are compared folded, then as they are; ids decide
 * between equals.
 */
public enum ApplicationSort {
    ID,
    NAME,
    /** An application that has none stands by its module's id. */
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
