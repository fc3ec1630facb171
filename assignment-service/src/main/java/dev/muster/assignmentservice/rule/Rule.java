package dev.muster.assignmentservice.rule;

import org.jspecify.annotations.Nullable;

/**
 * One rule of a set.
 *
 * @param id {@code [A-Za-z0-9_.:-]}, 1 to 128 characters, unique in the set and stable over its revisions
 * @param onUnmatch what happens to an owner that this rule gave when nothing is found any more
 */
public record Rule(String id, Mode mode, Criterion match, Target target, OnUnmatch onUnmatch) {

    public enum Mode {
        /** Not evaluated. */
        OFF,
        /** Counted and previewed; assigns nothing. */
        OBSERVE,
        ENFORCE
    }

    public enum OnUnmatch {
        /** The owner stays. */
        KEEP,
        /** The application is unassigned. */
        UNASSIGN
    }

    /**
     * Who becomes the owner.
     *
     * @param organizationId null for the owner of the application's system
     */
    public record Target(@Nullable String organizationId) {

        public static final Target SYSTEM_OWNER = new Target(null);
    }
}
