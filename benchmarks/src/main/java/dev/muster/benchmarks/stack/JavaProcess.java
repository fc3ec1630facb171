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

/** A Java program as a child process, ended with the {@link Bench} at the latest, unless that is killed. */
public final class JavaProcess implements AutoCloseable {

    private static final Set<Process> ALIVE = new HashSet<>();
    private static final long ENDS_WITHIN_SECONDS = 45;
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
     * Starts it.
     *
     * @param name for messages, and of its log
     * @param arguments of {@code java}: options, what to run, its arguments
     * @param logs the folder that gets the log of what it prints
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
                throw new IllegalStateException("this program ends: nothing is started any more");
            }
            Process process = builder.start();
            ALIVE.add(process);
            return process;
        }
    }

    /** What runs a class of this very program: its own class path or jar. */
    public static List<String> self(String... arguments) {
        String classPath = System.getProperty("java.class.path");
        List<String> self = new ArrayList<>(
                classPath.endsWith("-exec.jar")
                        ? List.of("-jar", classPath)
                        : List.of("-cp", classPath, "dev.muster.benchmarks.Benchmarks"));
        self.addAll(List.of(arguments));
        return self;
    }

    /** Fails when it has ended by itself. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkException(
                    name + " ended by itself with exit code " + process.exitValue() + "; its log is " + log);
        }
    }

    /** What it ended with; it has to have ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** How long ago it was started. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Where its output goes. */
    public Path log() {
        return log;
    }

    /** Lets it do nothing until it is resumed, so that topics can be filled before its clock starts. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets it go on. */
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

    /** The memory that it has resident, in bytes; 0 where there is no /proc. */
    public long residentBytes() {
        return statusKib("VmRSS:") * BYTES_PER_KIB;
    }

    /** The most memory that it ever had resident, in bytes; 0 where there is no /proc. */
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

    /** Asks it to end, and ends it after 45 s. */
    @Override
    public void close() {
        if (process.isAlive()) {
            resume();
        }
        end(process);
    }

    /** Ends all that are left, at once: nobody is interested any more in what they are at. */
    public static void endAll() {
        synchronized (ALIVE) {
            for (Process process : ALIVE) {
                process.destroyForcibly().onExit().join();
            }
            ALIVE.clear();
        }
    }

    /** Whether this program ends, and nothing is started any more. */
    public static boolean isShutDown() {
        synchronized (ALIVE) {
            return shutDown;
        }
    }

    /** The same for good: this program ends. */
    static void shutDown() {
        synchronized (ALIVE) {
            shutDown = true;
            endAll();
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
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
