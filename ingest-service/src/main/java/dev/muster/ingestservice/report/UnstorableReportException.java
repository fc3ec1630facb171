package dev.muster.ingestservice.report;

import static java.util.Objects.requireNonNull;

/**
 * The store refuses what a report says, and will refuse it again. Which report it was is known only when it was alone
 * in its transaction.
 */
public final class UnstorableReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** A refusal for a reason, which is a stable code. */
    public UnstorableReportException(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** A refusal that the store did not need an error to know. */
    public UnstorableReportException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The stable code. */
    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
