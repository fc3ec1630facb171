package dev.muster.benchmarks;

import dev.muster.benchmarks.stack.BenchmarkException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints failures on standard error. */
final class FailurePrinter implements IExecutionExceptionHandler {

    private static final int FAILED = 1;

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        command.getErr().println("muster bench: " + e.getMessage());
        if (!(e instanceof BenchmarkException) || e.getCause() != null) {
            e.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return FAILED;
    }
}
