package dev.muster.benchmarks;

import dev.muster.benchmarks.cases.Cases;
import dev.muster.benchmarks.cases.Measurements;
import dev.muster.benchmarks.report.Chart;
import dev.muster.benchmarks.report.Environment;
import dev.muster.benchmarks.report.JsonFile;
import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.report.Table;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.systems.MusterService;
import dev.muster.benchmarks.systems.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A complete run: starts broker and database, measures everything and writes the results. */
final class Run {

    private final RunSettings settings;
    private final Path checkout;
    private final Path output;
    private final Consumer<String> lines;
    private final String commit;

    /**
     * Creates a run that is not started.
     *
     * @param checkout the root of the built checkout
     * @param output the folder for data, logs and {@code benchmark.json}
     */
    Run(RunSettings settings, Path checkout, Path output, Consumer<String> lines) {
        this.settings = settings;
        this.checkout = checkout;
        this.output = output;
        this.lines = lines;
        commit = Environment.commit(checkout);
    }

    /** Measures everything; failures are part of the results. */
    Results run() {
        try (BenchEnvironment bench = BenchEnvironment.start(checkout, output.resolve("bench"))) {
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
            Runnable save = () -> JsonFile.write(output.resolve("benchmark.json"), environment, results);
            save.run(); // overwrite the file of the previous run
            bench.database().preallocateWal();
            Cases.measure(
                    bench,
                    settings.cases(),
                    Systems.named(settings.systems(), checkouts()),
                    settings.systemsCount(),
                    settings.rounds(),
                    new Measurements(results, lines, save));
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

    /** Draws the chart and returns its path. */
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
