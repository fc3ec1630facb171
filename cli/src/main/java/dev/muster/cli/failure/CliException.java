package dev.muster.cli.failure;

import org.jspecify.annotations.Nullable;

/** Ends the command with one line on standard error and an exit code. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CliException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The answer is no. */
    public static CliException no(String message) {
        return new CliException(ExitCode.NO, message, null);
    }

    /** The caller has to write something else. */
    public static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, null);
    }

    /** Something that is needed is not there. */
    public static CliException infrastructure(String message) {
        return new CliException(ExitCode.INFRASTRUCTURE, message, null);
    }

    /** Something that is needed is not there, for the given reason. */
    public static CliException infrastructure(String message, Throwable cause) {
        return new CliException(ExitCode.INFRASTRUCTURE, message, cause);
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
