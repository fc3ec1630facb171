package dev.muster.benchmarks.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A Java child process, stopped with the {@link BenchEnvironment} at the latest. */
public final class JavaProcess implements AutoCloseable {

    private static final Set<Process> ALIVE = new HashSet<>();
    private static final long STOP_TIMEOUT_SECONDS = 45;
    private static final int BYTES_PER_KIB = 1024;

    private static boolean shutDown;

    private final String name;
    private final Path log;
    private final Process process;
    private final long startedNanos;

    private JavaProcess(String name, Path log, long startedNanos, Process process) {
        this.name = name;
        this.log = log;
        this.startedNanos = startedNanos;
        this.process = process;
    }

    /**
     * Starts the process.
     *
     * @param name the name for messages and the log file
     * @param arguments arguments of {@code java}
     * @param logs the folder for the log of its output
     */
    public static JavaProcess start(String name, List<String> arguments, Map<String, String> environment, Path logs) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path log = logs.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(name, log, System.nanoTime(), start(builder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        synchronized (ALIVE) {
            if (shutDown) {
                throw new IllegalStateException("shutting down: cannot start new processes");
            }
            Process process = builder.start();
            ALIVE.add(process);
            return process;
        }
    }

    /** Returns the arguments that run this program again, from its class path or jar. */
    public static List<String> self(String... arguments) {
        String classPath = System.getProperty("java.class.path");
        List<String> self = new ArrayList<>(
                classPath.endsWith("-exec.jar")
                        ? List.of("-jar", classPath)
                        : List.of("-cp", classPath, "dev.muster.benchmarks.Benchmarks"));
        self.addAll(List.of(arguments));
        return self;
    }

    /** Fails if the process has exited. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkException(
                    name + " exited unexpectedly with exit code " + process.exitValue() + "; see " + log);
        }
    }

    /** The exit code; the process must have exited. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Time since the start. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** The log file. */
    public Path log() {
        return log;
    }

    /** Suspends the process (SIGSTOP), so that topics can be filled before its measurement starts. */
    public void suspend() {
        signal("STOP");
    }

    /** Resumes the process (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        requireAlive();
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start();
            if (kill.waitFor() != 0) {
                throw new BenchmarkException("kill -" + signal + " of " + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    /** Resident memory in bytes; 0 without /proc. */
    public long residentBytes() {
        return statusKib("VmRSS:") * BYTES_PER_KIB;
    }

    /** Peak resident memory in bytes; 0 without /proc. */
    public long peakResidentBytes() {
        return statusKib("VmHWM:") * BYTES_PER_KIB;
    }

    private long statusKib(String field) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.exists(status)
                    ? Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith(field))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the process gracefully; kills it after 45 s. */
    @Override
    public void close() {
        if (process.isAlive()) {
            resume();
        }
        end(process);
    }

    /** Kills all running processes. */
    public static void killAll() {
        synchronized (ALIVE) {
            for (Process process : ALIVE) {
                process.destroyForcibly().onExit().join();
            }
            ALIVE.clear();
        }
    }

    /** Whether this program is shutting down. */
    public static boolean isShutDown() {
        synchronized (ALIVE) {
            return shutDown;
        }
    }

    /** Kills all processes and prevents new ones. */
    static void shutDown() {
        synchronized (ALIVE) {
            shutDown = true;
            killAll();
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            synchronized (ALIVE) {
                ALIVE.remove(process);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
