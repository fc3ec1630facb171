package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.CommandSource;
import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.systems.SystemUnderTest;
import dev.muster.benchmarks.systems.Systems;
import java.util.List;
import java.util.function.Consumer;

/** All cases. */
public final class Cases {

    static final String GROWTH = "growth";
    static final String COMMANDS = "commands";
    static final String LIST = "list";
    static final String STARTUP = "startup";

    /** Their names, in the order in which they are measured. */
    public static final List<String> NAMES = List.of(
            "first-load", "unchanged", "one-percent", "churn", "late", "poison", COMMANDS, LIST, STARTUP, GROWTH);

    private Cases() {}

    /**
     * Measures the cases of the given names, each in so many rounds.
     *
     * @param systemsCount how many simulated systems report
     * @param progress is told each measurement as it is made
     */
    public static void measure(
            Bench bench,
            List<String> names,
            List<SystemUnderTest> systems,
            int systemsCount,
            int rounds,
            Results results,
            Consumer<String> progress) {
        new InventoryRounds(systems, names, systemsCount, results, progress).run(bench, rounds);
        List<String> systemNames = systems.stream().map(SystemUnderTest::name).toList();
        CommandSource source = new CommandSource();
        if (names.contains(COMMANDS)) {
            new CommandsCase(systems, systemsCount, source, results, progress).run(bench, rounds);
        }
        if (systemNames.contains(Systems.MUSTER) && names.contains(LIST)) {
            new ListCase(systemsCount, results, progress).run(bench, rounds);
        }
        if (systemNames.contains(Systems.MUSTER) && names.contains(STARTUP)) {
            new StartupCase(systemsCount, source, results, progress).run(bench, rounds);
        }
        if (systemNames.contains(Systems.MUSTER) && names.contains(GROWTH)) {
            new GrowthCase(systemsCount, results, progress).run(bench, rounds);
        }
    }
}
