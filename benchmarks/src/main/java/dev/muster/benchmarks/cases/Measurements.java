package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.stack.JavaProcess;
import java.util.Locale;
import java.util.function.Consumer;

/** Collects and prints measurements; saves them after each attempt, so that an aborted run loses only the last one. */
public final class Measurements {

    private final Results results;
    private final Consumer<String> progress;
    private final Runnable save;

    /**
     * Adds measurements to the given results.
     *
     * @param progress receives each measurement as a line
     * @param save saves the results
     */
    public Measurements(Results results, Consumer<String> progress, Runnable save) {
        this.results = results;
        this.progress = progress;
        this.save = save;
    }

    /**
     * Runs a measurement. A failure is recorded in the results and kills the child processes; later measurements
     * continue.
     */
    void attempt(String benchmark, String system, Runnable measurement) {
        try {
            measurement.run();
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || JavaProcess.isShutDown()) {
                throw e;
            }
            JavaProcess.killAll();
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            results.fail(benchmark, system, message);
            progress.accept("FAILED       " + benchmark + " with " + system + ": " + message);
        }
        save.run();
    }

    /** Records one measurement of one round. */
    void add(String benchmark, String system, String unit, double value) {
        results.add(benchmark, system, unit, value);
        progress.accept(String.format(Locale.ROOT, "%-22s %-22s %,12.1f %s", benchmark, system, value, unit));
    }

    /** Prints the progress of the run. */
    void log(String line) {
        progress.accept(line);
    }
}
