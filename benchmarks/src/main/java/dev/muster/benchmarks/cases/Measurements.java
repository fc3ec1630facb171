package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.stack.JavaProcess;
import java.util.Locale;
import java.util.function.Consumer;

/** What a run measures: told as it is measured, and kept after each attempt, so that a run cut short loses only the last one. */
public final class Measurements {

    private final Results results;
    private final Consumer<String> progress;
    private final Runnable keep;

    /**
     * Measurements that go into the given results.
     *
     * @param progress is told each as it is made
     * @param keep writes down what the results have by then
     */
    public Measurements(Results results, Consumer<String> progress, Runnable keep) {
        this.results = results;
        this.progress = progress;
        this.keep = keep;
    }

    /** Something that may fail without keeping the others from being measured: the failure is a result, and what it has started ends. */
    void attempt(String benchmark, String system, Runnable measuring) {
        try {
            measuring.run();
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || JavaProcess.isShutDown()) {
                throw e;
            }
            JavaProcess.endAll();
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            results.fail(benchmark, system, message);
            progress.accept("FAILED       " + benchmark + " with " + system + ": " + message);
        }
        keep.run();
    }

    /** One measurement of one round. */
    void add(String benchmark, String system, String unit, double value) {
        results.add(benchmark, system, unit, value);
        progress.accept(String.format(Locale.ROOT, "%-22s %-22s %,12.1f %s", benchmark, system, value, unit));
    }

    /** Says how far the run is. */
    void tell(String line) {
        progress.accept(line);
    }
}
