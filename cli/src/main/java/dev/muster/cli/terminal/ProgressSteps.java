package dev.muster.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints the progress and duration of steps as plain lines. */
public final class ProgressSteps {

    private final PrintWriter out;
    private final long start = System.nanoTime();
    private final Map<String, Duration> durations = new LinkedHashMap<>();

    public ProgressSteps(PrintWriter out) {
        this.out = out;
    }

    /** A step. An exception aborts the command. */
    @FunctionalInterface
    public interface Step {
        /** Runs the step and returns a short result. */
        String run() throws Exception;
    }

    /** Runs a step; prints its name before and its result and duration after. */
    public void run(String name, Step step) throws Exception {
        line(name + " …");
        long start = System.nanoTime();
        String result = step.run();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        durations.put(name, duration);
        line("  " + result + " (" + seconds(duration) + ")");
    }

    /** Prints one line. */
    public void line(String line) {
        out.println(TerminalText.of(line));
        out.flush();
    }

    /** Durations by step name. */
    public Map<String, Duration> durations() {
        return durations;
    }

    /** Time since this object was created. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Formats a duration as {@code 3.4 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
