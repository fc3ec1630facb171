package dev.muster.ingestservice.report;

import static java.util.Objects.requireNonNull;

/** A report that no retry makes better; as a whole, since leaving out a part of it would read as a removal. */
public final class InvalidReportException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * A failure for a reason.
     *
     * @param reason a stable code that programs may rely on
     * @param message what was wrong and where, without the payload
     */
    public InvalidReportException(String reason, String message) {
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
