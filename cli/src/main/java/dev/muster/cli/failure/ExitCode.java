package dev.muster.cli.failure;

/** What the command's exit codes mean. */
public final class ExitCode {

    /** Done, and the answer was yes. */
    public static final int FINE = 0;

    /** Muster answered, and the answer was no. */
    public static final int NO = 1;

    /** The command line or a given file is wrong. */
    public static final int USAGE = 2;

    /** Something that is needed is not there: a broker, a service, a database, an answer in time. */
    public static final int INFRASTRUCTURE = 3;

    private ExitCode() {}
}
