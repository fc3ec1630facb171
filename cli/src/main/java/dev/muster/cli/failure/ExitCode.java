package dev.muster.cli.failure;

/** Exit codes of all commands. */
public final class ExitCode {

    /** Success. */
    public static final int OK = 0;

    /** The request was rejected, or topics and tables differ. */
    public static final int REJECTED = 1;

    /** Invalid command line or input file. */
    public static final int USAGE = 2;

    /** A required broker, service or database is unavailable, or there was no response in time. */
    public static final int UNAVAILABLE = 3;

    private ExitCode() {}
}
