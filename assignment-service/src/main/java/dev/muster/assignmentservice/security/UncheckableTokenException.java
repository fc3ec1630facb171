package dev.muster.assignmentservice.security;

/** A token cannot be verified now, since its issuer cannot be reached. The same token may be valid later. */
public final class UncheckableTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UncheckableTokenException(String message) {
        super(message);
    }
}
