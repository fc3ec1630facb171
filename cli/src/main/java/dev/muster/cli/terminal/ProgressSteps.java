package dev.muster.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells, in plain lines, what is going on and how long it took. */
public final class ProgressSteps {

    private final PrintWriter out;
    private final long begun = System.nanoTime();
    private final Map<String, Duration> took = new LinkedHashMap<>();

    /** Prints to the given writer. */
    public ProgressSteps(PrintWriter out) {
        this.out = out;
    }

    /** A step; what it throws ends everything. */
    @FunctionalInterface
    public interface Step {
        /** Does it, and says in a few words what came of it. */
        String run() throws Exception;
    }

    /** Runs a step between a line that announces it and one that says what came of it. */
    public void run(String name, Step step) throws Exception {
        line(name + " …");
        long start = System.nanoTime();
        String result = step.run();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        took.put(name, duration);
        line("  " + result + " (" + seconds(duration) + ")");
    }

    /** Prints one line. */
    public void line(String line) {
        out.println(line);
        out.flush();
    }

    /** How long each step took. */
    public Map<String, Duration> took() {
        return took;
    }

    /** How long it has been since the beginning. */
    public Duration sinceBeginning() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** For people: {@code 3.4 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
