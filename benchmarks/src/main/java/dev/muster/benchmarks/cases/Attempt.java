package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.stack.JavaProcess;
import java.util.function.Consumer;

/** Something that may fail without keeping the others from being measured: the failure is a result, and what it has started ends. */
final class Attempt {

    private Attempt() {}

    static void at(String benchmark, String system, Results results, Consumer<String> progress, Runnable measuring) {
        try {
            measuring.run();
        } catch (BenchmarkException e) {
            JavaProcess.endAll();
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            results.fail(benchmark, system, String.valueOf(e.getMessage()));
            progress.accept("FAILED       " + benchmark + " with " + system + ": " + e.getMessage());
        }
    }
}
