package dev.muster.ingestservice.report;

/**
 * Holds back a snapshot's removals when there are suspiciously many, until the next snapshot confirms them. The one
 * rule that looks at more than the set of reports: it depends on the order in which they come.
 */
public record RemovalBrake(boolean enabled) {

    /** So many removals are never held back. */
    private static final int ALWAYS_ALLOWED = 10;

    /** Whether a snapshot may not remove {@code removals} of the {@code present} applications of its system. */
    boolean holds(int removals, int present) {
        return enabled && removals > ALWAYS_ALLOWED && removals * 2L > present;
    }
}
