package dev.muster.cli.failure;

import org.jspecify.annotations.Nullable;

/** Ends the command with one line on standard error and an exit code. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The answer is no. */
    public static Failure no(String message) {
        return new Failure(ExitCode.NO, message, null);
    }

    /** The caller has to write something else. */
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }

    /** Something that is needed is not there. */
    public static Failure infrastructure(String message) {
        return new Failure(ExitCode.INFRASTRUCTURE, message, null);
    }

    /** Something that is needed is not there, for the given reason. */
    public static Failure infrastructure(String message, Throwable cause) {
        return new Failure(ExitCode.INFRASTRUCTURE, message, cause);
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
