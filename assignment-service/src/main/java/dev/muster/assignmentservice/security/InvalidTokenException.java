package dev.muster.assignmentservice.security;

/** A token is invalid. The message is for the operator: it never contains the token, and no HTTP caller sees it. */
public final class InvalidTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidTokenException(String reason) {
        super(reason, null, false, false);
    }
}
