package dev.muster.assignmentservice.kafka;

/** What is wrong with a record itself: it belongs in dead letters, and trying again would not help. */
public final class InvalidRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** The reason is a stable code; the message says what was found and where. */
    public InvalidRecordException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
