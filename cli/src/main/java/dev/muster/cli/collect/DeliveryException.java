package dev.muster.cli.collect;

import java.time.Duration;

/** A report was not accepted. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;
    private final Duration retryAfter;

    private DeliveryException(String message, boolean permanent, Duration retryAfter) {
        super(message);
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** The report may be accepted later. */
    static DeliveryException temporary(String message) {
        return new DeliveryException(message, false, Duration.ZERO);
    }

    /**
     * The report may be accepted later.
     *
     * @param retryAfter the earliest time of the next attempt, from now
     */
    static DeliveryException temporary(String message, Duration retryAfter) {
        return new DeliveryException(message, false, retryAfter);
    }

    /** The report will never be accepted. */
    static DeliveryException permanent(String message) {
        return new DeliveryException(message, true, Duration.ZERO);
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    boolean isPermanent() {
        return permanent;
    }

    /** Zero if the other side did not say. */
    Duration retryAfter() {
        return retryAfter;
    }
}
