package dev.muster.messaging.consumer;

import static java.util.Objects.requireNonNull;

/**
 * A valid record cannot be processed, now or later. Which record of a batch it is may be unknown until it is alone in its
 * transaction.
 */
public final class UnprocessableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Creates an exception.
     *
     * @param reason a published reason code
     * @param message what is wrong and what to do, without payload
     */
    public UnprocessableRecordException(String reason, String message, Throwable cause) {
        super(message, cause);
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
