package dev.muster.text;

import static java.util.Objects.requireNonNull;

/** A text is not JSON within the limits of {@link JsonReader}. */
public final class InvalidJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why; {@link #code()} is a published reason code. */
    public enum Reason {
        /** It is not JSON, or exceeds a limit without a code of its own. */
        INVALID("json_invalid"),
        /** It is JSON, but not an object. */
        NOT_OBJECT("json_not_object"),
        /** It has too many bytes. */
        TOO_LARGE("json_too_large");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;
    private final int position;

    InvalidJsonException(Reason reason, String message, int position) {
        super(message);
        this.reason = reason;
        this.position = position;
    }

    public Reason reason() {
        return reason;
    }

    /** The index of the character, from 0. */
    public int position() {
        return position;
    }

    /** The problem, without the text itself; it completes a message that begins with the name of a field. */
    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
