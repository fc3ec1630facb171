package dev.muster.schemas;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The value of a record is not valid for its topic. Reading it again gives the same result. */
public final class UnreadableValueException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a value cannot be read; {@link #code()} is a published reason code. */
    public enum Reason {
        /** The value is null or has no bytes. */
        VALUE_EMPTY,
        /** The value does not begin with C3 01 and eight bytes of fingerprint. */
        NOT_SINGLE_OBJECT,
        /** No released version of the topic's schema has this fingerprint. */
        SCHEMA_UNKNOWN,
        /** The fingerprint is known, but the bytes behind it do not follow its schema. */
        MALFORMED;

        /** The published code, in lower case with underscores. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Reason reason;

    /** The message says what was found and where. */
    public UnreadableValueException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
