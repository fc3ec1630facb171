package dev.muster.cli.failure;

import org.jspecify.annotations.Nullable;

/** Ends the command with an error message and an exit code. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CliException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** {@link ExitCode#REJECTED}. */
    public static CliException rejected(String message) {
        return new CliException(ExitCode.REJECTED, message, null);
    }

    /** {@link ExitCode#REJECTED}. */
    public static CliException rejected(String message, Throwable cause) {
        return new CliException(ExitCode.REJECTED, message, cause);
    }

    /** {@link ExitCode#USAGE}. */
    public static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, null);
    }

    /** {@link ExitCode#UNAVAILABLE}. */
    public static CliException unavailable(String message) {
        return new CliException(ExitCode.UNAVAILABLE, message, null);
    }

    /** {@link ExitCode#UNAVAILABLE}. */
    public static CliException unavailable(String message, Throwable cause) {
        return new CliException(ExitCode.UNAVAILABLE, message, cause);
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
