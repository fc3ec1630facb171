package dev.muster.cli.failure;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints errors as one line on standard error and maps them to exit codes. */
public final class ErrorPrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof CliException failure) {
            print(command, String.valueOf(failure.getMessage()));
            return failure.exitCode();
        }
        print(command, "unexpected error: " + e + "; please report it with the stack trace below");
        e.printStackTrace(command.getErr());
        return ExitCode.UNAVAILABLE;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        print(command, e.getMessage() + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println("muster: " + message);
        command.getErr().flush();
    }
}
