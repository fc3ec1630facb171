package dev.muster.benchmarks;

import dev.muster.benchmarks.cases.Cases;
import dev.muster.benchmarks.cases.Measurements;
import dev.muster.benchmarks.report.Chart;
import dev.muster.benchmarks.report.Environment;
import dev.muster.benchmarks.report.JsonFile;
import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.report.Table;
import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.benchmarks.systems.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A whole run: broker and database up, everything measured, and what came of it written down. */
final class Run {

    private final RunSettings settings;
    private final Path checkout;
    private final Path output;
    private final Consumer<String> lines;
    private final String commit;

    /**
     * A run that has not begun.
     *
     * @param checkout where the modules were built
     * @param output gets data, logs and {@code benchmark.json}
     */
    Run(RunSettings settings, Path checkout, Path output, Consumer<String> lines) {
        this.settings = settings;
        this.checkout = checkout;
        this.output = output;
        this.lines = lines;
        commit = Environment.commit(checkout);
    }

    /** Measures; what failed is in the results. */
    Results run() {
        try (Bench bench = Bench.start(checkout, output.resolve("bench"))) {
            Map<String, String> environment =
                    Environment.of(commit, bench.database().settings());
            environment.put("systems", Integer.toString(settings.systemsCount()));
            environment.put("services_jvm", MusterService.HEAP + " @deploy/services/jvm.options");
            Path before = settings.before();
            if (before != null) {
                environment.put("commit_before", Environment.commit(before));
            }
            environment.put("rounds", Integer.toString(settings.rounds()));
            environment.put("cases", String.join(" ", settings.cases()));
            environment.put("compared", String.join(" ", settings.systems()));
            environment.forEach((name, value) -> lines.accept(String.format("%-28s %s", name, value)));
            Results results = new Results();
            Runnable keep = () -> JsonFile.write(output.resolve("benchmark.json"), environment, results);
            keep.run(); // in place of that of an earlier run, which this one could be taken for
            bench.database().fillLog();
            Cases.measure(
                    bench,
                    settings.cases(),
                    Systems.named(settings.systems(), checkouts()),
                    settings.systemsCount(),
                    settings.rounds(),
                    new Measurements(results, lines, keep));
            lines.accept("");
            Table.of(results).forEach(lines);
            return results;
        }
    }

    private Map<String, Path> checkouts() {
        Map<String, Path> checkouts = new LinkedHashMap<>();
        checkouts.put(Systems.MUSTER, checkout);
        Path before = settings.before();
        if (before != null) {
            checkouts.put(Systems.BEFORE, before);
        }
        return checkouts;
    }

    /** Draws the results; says where. */
    Path draw(Results results) {
        Path folder = checkout.resolve("docs").resolve("benchmarks");
        Path chart = folder.resolve("throughput.svg");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    chart,
                    Chart.svg(
                            results,
                            "commit " + commit + ", " + settings.systemsCount()
                                    + " systems of 10 applications, median of " + settings.rounds() + " rounds"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + chart, e);
        }
        return chart;
    }
}
