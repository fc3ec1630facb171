package dev.muster.assignmentservice.security;

/** A token may not be made as it is wished. */
public final class TokenNotIssuedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** None is named and the wisher has none; only platform administrators' tokens can do without. */
        ORGANIZATION_REQUIRED,
        /** The organization is not there or not within reach. */
        ORGANIZATION_NOT_FOUND,
        /** It would be allowed what the wisher is not. */
        SCOPES_EXCEED_OWN,
        /** Only platform administrators make platform administrators' tokens. */
        ADMINISTRATORS_ONLY,
        /** It would be good for no time, or for more than 366 days. */
        EXPIRY_OUT_OF_BOUNDS
    }

    private final Reason reason;

    TokenNotIssuedException(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }
}
