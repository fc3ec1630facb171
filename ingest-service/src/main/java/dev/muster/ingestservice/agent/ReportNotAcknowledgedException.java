package dev.muster.ingestservice.agent;

/** Kafka did not acknowledge a report in time; it may have been appended nevertheless. */
public final class ReportNotAcknowledgedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReportNotAcknowledgedException(Throwable cause) {
        super("the report was not acknowledged in time", cause);
    }
}
