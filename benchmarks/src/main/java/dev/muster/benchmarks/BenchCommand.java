package dev.muster.benchmarks;

import dev.muster.benchmarks.cases.Cases;
import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.systems.Systems;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster bench}. */
@Command(
        name = "muster bench",
        description = "Measures Muster, its peers and the ceiling on the same broker and PostgreSQL server.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--quick", description = "Run 2 rounds instead of 5.")
    private boolean quick;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Number of rounds, 1 to 20. Default: 5, or 2 with --quick.")
    private @Nullable Integer rounds;

    @Option(
            names = "--case",
            paramLabel = "NAME",
            description = "Measure only this case; repeatable. One of: ${COMPLETION-CANDIDATES}",
            completionCandidates = CaseNames.class)
    private List<String> cases = List.of();

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description = "Measure only this system; repeatable. One of: ${COMPLETION-CANDIDATES}",
            completionCandidates = SystemNames.class)
    private List<String> systems = List.of();

    @Option(
            names = "--systems-count",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "Number of simulated systems with 10 applications each, 100 to 200000. Default: ${DEFAULT-VALUE}.")
    private int systemsCount;

    @Option(
            names = "--before",
            paramLabel = "CHECKOUT",
            description = "Also measure another, already built checkout of Muster, as muster-before.")
    private @Nullable Path before;

    @Option(names = "--chart", description = "Draw docs/benchmarks/throughput.svg from the results.")
    private boolean chart;

    @Override
    public Integer call() {
        Path checkout = Checkout.path();
        Run run = new Run(settings(), checkout, checkout.resolve(".muster"), System.out::println);
        Results results = run.run();
        System.out.println("Results: " + checkout.resolve(".muster").resolve("benchmark.json"));
        if (chart) {
            System.out.println("Chart: " + run.draw(results));
        }
        return results.failures().isEmpty() ? OK : FAILED;
    }

    private RunSettings settings() {
        try {
            return new RunSettings(effectiveRounds(), cases, systems, systemsCount, before);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int effectiveRounds() {
        return rounds != null ? rounds : quick ? QUICK_ROUNDS : ROUNDS;
    }

    static final class CaseNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Cases.NAMES.iterator();
        }
    }

    static final class SystemNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Systems.names().iterator();
        }
    }
}
