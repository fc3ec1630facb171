package dev.muster.ingestservice.report;

import static java.util.Objects.requireNonNull;

/**
 * A report or command is invalid; a retry does not help. A report is rejected as a whole, because an application that is left
 * out of a snapshot would be taken for a removal.
 */
public final class InvalidReportException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Creates an exception.
     *
     * @param reason a stable code that programs may rely on
     * @param message what is wrong and where, without the payload
     */
    public InvalidReportException(String reason, String message) {
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
