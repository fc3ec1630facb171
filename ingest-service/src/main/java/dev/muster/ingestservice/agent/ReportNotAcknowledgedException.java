package dev.muster.ingestservice.agent;

/** Kafka did not acknowledge a report in time; it may still arrive. */
public final class ReportNotAcknowledgedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure for the given cause. */
    public ReportNotAcknowledgedException(Throwable cause) {
        super("the report was not acknowledged in time", cause);
    }
}
