package dev.muster.cli.collect;

import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks one of the host's own programs. */
final class HostProgram {

    private static final int MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
    private static final long ENDS_WITHIN_SECONDS = 60;

    private HostProgram() {}

    /** What the program printed; empty when it is not there or says with its exit code that it cannot answer. */
    static Optional<String> ask(List<String> command) {
        return run(command).filter(answer -> answer.exitCode() == 0).map(Answer::output);
    }

    /** What the program printed, whatever its exit code; empty when it is not there. */
    static Optional<String> askLeniently(List<String> command) {
        return run(command).map(Answer::output);
    }

    private record Answer(int exitCode, String output) {}

    private static Optional<Answer> run(List<String> command) {
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
                throw CliException.infrastructure(command.get(0) + " printed more than 64 MiB");
            }
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw CliException.infrastructure(command.get(0) + " did not end within 60 s");
            }
            return Optional.of(new Answer(process.exitValue(), new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw CliException.infrastructure("cannot read what " + command.get(0) + " prints: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.infrastructure("interrupted while waiting for " + command.get(0), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
