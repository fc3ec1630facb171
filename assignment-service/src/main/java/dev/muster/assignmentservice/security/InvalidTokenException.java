package dev.muster.assignmentservice.security;

import org.jspecify.annotations.Nullable;

/** A token is invalid. The message is for the operator: it never contains the token, and no HTTP caller sees it. */
public final class InvalidTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String subject;

    public InvalidTokenException(String reason) {
        this(reason, null);
    }

    InvalidTokenException(String reason, @Nullable String subject) {
        super(reason, null, false, false);
        this.subject = subject;
    }

    /** The subject of a known token that is no longer valid; null for an unknown one. */
    public @Nullable String subject() {
        return subject;
    }
}
