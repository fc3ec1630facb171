package dev.muster.cli.local;

import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Services that outlived a launcher that was killed. Each one that is started is written down with its process id and
 * start time, which together name that process and no other.
 */
final class OrphanProcesses {

    private static final long ENDS_WITHIN_SECONDS = 20;

    private final Path file;

    OrphanProcesses(Path folder) {
        this.file = folder.resolve("services");
    }

    void remember(ProcessHandle process) {
        try {
            Files.writeString(file, line(process) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw CliException.infrastructure("cannot write " + file + ": " + e, e);
        }
    }

    /** Ends those that are still there; says how many they were. */
    int end() {
        int ended = 0;
        try {
            if (!Files.exists(file)) {
                return 0;
            }
            for (String line : Files.readAllLines(file)) {
                Optional<ProcessHandle> process = find(line);
                if (process.isPresent()) {
                    end(process.get());
                    ended++;
                }
            }
            Files.delete(file);
            return ended;
        } catch (IOException e) {
            throw CliException.infrastructure("cannot read " + file + ": " + e, e);
        }
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }

    private static Optional<ProcessHandle> find(String line) {
        try {
            return ProcessHandle.of(Long.parseLong(line.split(" ", 2)[0]))
                    .filter(process -> process.isAlive() && line(process).equals(line));
        } catch (NumberFormatException e) {
            return Optional.empty(); // cut short when the machine went down
        }
    }

    private static String line(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
    }
}
