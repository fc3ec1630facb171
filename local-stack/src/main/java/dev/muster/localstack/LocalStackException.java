package dev.muster.localstack;

import org.jspecify.annotations.Nullable;

/** The local stack could not do what was asked; the message says what was wrong, where, and what to do. */
public final class LocalStackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Code {
        /** Another process works with the same data folder. */
        DATA_FOLDER_IN_USE,
        /** The data folder cannot be created, read or written. */
        DATA_FOLDER_UNUSABLE,
        /** There is no PostgreSQL for this operating system and processor. */
        PLATFORM_NOT_SUPPORTED,
        /** PostgreSQL did not do what was asked; its log says why. */
        DATABASE_FAILED,
        /** The broker did not do what was asked. */
        BROKER_FAILED,
        /** A requested port is in use. */
        PORT_IN_USE
    }

    private final Code code;

    LocalStackException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    LocalStackException(Code code, String message) {
        this(code, message, null);
    }

    /** The stable code of the problem. */
    public Code code() {
        return code;
    }
}
