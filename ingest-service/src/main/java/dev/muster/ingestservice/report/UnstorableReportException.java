package dev.muster.ingestservice.report;

import static java.util.Objects.requireNonNull;

/**
 * The store rejects the data of a report, and a retry does not help. Which report it was is known only when it was alone in
 * its transaction.
 */
public final class UnstorableReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Creates an exception with a stable reason code. */
    public UnstorableReportException(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public UnstorableReportException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** A stable code. */
    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
