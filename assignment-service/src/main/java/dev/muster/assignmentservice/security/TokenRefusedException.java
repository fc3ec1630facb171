package dev.muster.assignmentservice.security;

/** A token cannot be issued or revoked as requested. */
public final class TokenRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The request names none and the requester has none; only a platform administrator's token needs none. */
        ORGANIZATION_REQUIRED,
        /** The organization is not registered or not in the requester's access scope. */
        ORGANIZATION_NOT_FOUND,
        /** The requester lacks one of the permissions of the token. */
        SCOPES_EXCEED_OWN,
        /** Only platform administrators issue platform administrators' tokens. */
        ADMINISTRATORS_ONLY,
        /** The expiry is in the past or more than 366 days ahead. */
        EXPIRY_OUT_OF_BOUNDS
    }

    private final Reason reason;

    TokenRefusedException(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
