package dev.muster.ingestservice.report;

/**
 * Mass-removal guard: holds back a snapshot's removals when they are too many, until the next snapshot confirms them. This
 * is the only rule that depends on the order in which reports are received.
 */
public record RemovalBrake(boolean enabled) {

    /** Up to this many removals are never held back. */
    private static final int ALWAYS_ALLOWED = 10;

    /**
     * Whether the removals of a snapshot are held back.
     *
     * @param removals number of applications that it would remove
     * @param present number of present applications of the system
     */
    boolean holds(int removals, int present) {
        return enabled && removals > ALWAYS_ALLOWED && removals * 2L > present;
    }
}
