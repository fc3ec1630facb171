package dev.muster.assignmentservice.security;

/** A token cannot be checked now: what it takes cannot be reached. The same token may be good a moment later. */
public final class UncheckableTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message says what cannot be reached. */
    public UncheckableTokenException(String message) {
        super(message);
    }
}
