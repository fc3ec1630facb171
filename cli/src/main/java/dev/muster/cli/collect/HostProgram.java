package dev.muster.cli.collect;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program of the host and returns its output. */
final class HostProgram {

    private static final int MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
    private static final long TIMEOUT_SECONDS = 60;

    private HostProgram() {}

    /** Returns the output, or empty if the program is missing or exits with an error. */
    static Optional<String> run(List<String> command) {
        return execute(command).filter(result -> result.exitCode() == 0).map(Result::output);
    }

    /** Returns the output regardless of the exit code, or empty if the program is missing. */
    static Optional<String> runIgnoringExitCode(List<String> command) {
        return execute(command).map(Result::output);
    }

    private record Result(int exitCode, String output) {}

    private static Optional<Result> execute(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try (InputStream output = process.getInputStream()) {
            byte[] bytes = output.readNBytes(MAX_OUTPUT_BYTES + 1);
            if (bytes.length > MAX_OUTPUT_BYTES) {
                throw CliException.unavailable(command.get(0) + " printed more than 64 MiB");
            }
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw CliException.unavailable(command.get(0) + " did not exit within 60 s");
            }
            return Optional.of(new Result(process.exitValue(), new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw CliException.unavailable("cannot read the output of " + command.get(0) + ": " + Cause.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.unavailable("interrupted while waiting for " + command.get(0), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
