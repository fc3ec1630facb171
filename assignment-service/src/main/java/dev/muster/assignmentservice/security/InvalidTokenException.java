package dev.muster.assignmentservice.security;

/** A token is not good. The message says why for the operator; it never has the token in it, and no caller sees it. */
public final class InvalidTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A token is not good for the reason. */
    public InvalidTokenException(String reason) {
        super(reason, null, false, false);
    }
}
