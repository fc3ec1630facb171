package dev.muster.cli.failure;

import dev.muster.cli.terminal.TerminalText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints errors as one line on standard error and maps them to exit codes. */
public final class ErrorPrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** Set in the environment, it makes an unexpected error print its stack trace. */
    private static final String DEBUG = "MUSTER_DEBUG";

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof CliException failure) {
            print(command, String.valueOf(failure.getMessage()));
            return failure.exitCode();
        }
        boolean debug = System.getenv(DEBUG) != null;
        print(
                command,
                "unexpected error, which is a bug in Muster: "
                        + (debug
                                ? "please report it with the stack trace below"
                                : "set " + DEBUG + "=1, run the command again, and report what it prints"));
        if (debug) {
            e.printStackTrace(command.getErr());
        }
        return ExitCode.UNAVAILABLE;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        print(
                command,
                TerminalText.inLine(message(e) + suggestions(e)) + "; see "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** Replaces messages that name Java types. */
    private static String message(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        String expected = argument == null || e.getValue() == null ? null : expected(argument);
        return expected == null
                ? String.valueOf(e.getMessage())
                : "Invalid value for " + name(argument) + ": expected " + expected + ", not '" + e.getValue() + "'";
    }

    private static @Nullable String expected(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes().length > 0 ? argument.auxiliaryTypes()[0] : argument.type();
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type == UUID.class) {
            return "a UUID such as 11111111-2222-3333-4444-555555555555";
        }
        if (type == Instant.class) {
            return "a time such as 2030-01-31T12:00:00Z";
        }
        if (type == Duration.class) {
            return "a duration such as 90s, 30m, 8h or 7d";
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : null;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String suggestions(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> similar = unmatched.getSuggestions();
        return similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?";
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println("muster: " + TerminalText.of(message));
        command.getErr().flush();
    }
}
