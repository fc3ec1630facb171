package dev.muster.messaging.consumer;

import static java.util.Objects.requireNonNull;

/** A record is invalid: it becomes a dead letter, since a retry cannot succeed. */
public final class InvalidRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** The reason is a stable code; the message says what is wrong and where. */
    public InvalidRecordException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
