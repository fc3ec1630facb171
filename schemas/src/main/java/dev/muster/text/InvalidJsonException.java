package dev.muster.text;

import static java.util.Objects.requireNonNull;

/** A text is not JSON within the bounds of {@link JsonReader}. */
public final class InvalidJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why; {@link #code()} is a published reason code. */
    public enum Reason {
        /** It is not JSON, or beyond a bound that has no code of its own. */
        INVALID("json_invalid"),
        /** It is JSON, but no object. */
        NOT_OBJECT("json_not_object"),
        /** It has too many bytes. */
        TOO_LARGE("json_too_large");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The stable code. */
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

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** At which character, from 0. */
    public int position() {
        return position;
    }

    /** What is wrong, without the text itself: what follows the name of a field in a message. */
    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
