package dev.muster.cli.failure;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line what was wrong and what to do. */
public final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof CliException failure) {
            print(command, String.valueOf(failure.getMessage()));
            return failure.exitCode();
        }
        print(command, "unexpected " + e + "; please report this, with the lines below");
        e.printStackTrace(command.getErr());
        return ExitCode.INFRASTRUCTURE;
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
