package dev.muster.cli.local;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Terminates services that outlived a killed launcher. Every started service is recorded with its process id and start
 * time, which identify the process even if the id is reused.
 */
final class OrphanProcesses {

    private static final long TIMEOUT_SECONDS = 20;

    private final Path file;

    OrphanProcesses(Path folder) {
        this.file = folder.resolve("services");
    }

    void record(ProcessHandle process) {
        try {
            Files.writeString(file, line(process) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw CliException.unavailable("cannot write " + file + ": " + Cause.of(e), e);
        }
    }

    /** Terminates the recorded processes that are still running and returns their number. */
    int terminate() {
        int terminated = 0;
        try {
            if (!Files.exists(file)) {
                return 0;
            }
            for (String line : Files.readAllLines(file)) {
                Optional<ProcessHandle> process = find(line);
                if (process.isPresent()) {
                    terminate(process.get());
                    terminated++;
                }
            }
            Files.delete(file);
            return terminated;
        } catch (IOException e) {
            throw CliException.unavailable("cannot read " + file + ": " + Cause.of(e), e);
        }
    }

    private static void terminate(ProcessHandle process) {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }

    private static Optional<ProcessHandle> find(String line) {
        try {
            return ProcessHandle.of(Long.parseLong(line.split(" ", 2)[0]))
                    .filter(process -> process.isAlive() && line(process).equals(line));
        } catch (NumberFormatException e) {
            return Optional.empty(); // incomplete line, written during a system crash
        }
    }

    private static String line(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
    }
}
