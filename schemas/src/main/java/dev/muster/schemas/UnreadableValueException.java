package dev.muster.schemas;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The bytes of a record's value are not what its topic carries. Reading them again gives the same result. */
public final class UnreadableValueException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a value cannot be read; {@link #code()} is stable and may be relied on by programs. */
    public enum Reason {
        /** The value is null or has no bytes. */
        VALUE_EMPTY,
        /** The value does not begin with C3 01 and eight bytes of fingerprint. */
        NOT_SINGLE_OBJECT,
        /** No released version of the topic's schema has this fingerprint. */
        SCHEMA_UNKNOWN,
        /** The fingerprint is known, but the bytes behind it do not follow its schema. */
        MALFORMED;

        /** The stable code, in lower case with underscores. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Reason reason;

    /** A failure for the given reason; the message says what was found and where. */
    public UnreadableValueException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
