package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.CommandSource;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.systems.SystemUnderTest;
import dev.muster.benchmarks.systems.Systems;
import java.util.List;

/** All benchmark cases. */
public final class Cases {

    static final String GROWTH = "growth";
    static final String COMMANDS = "commands";
    static final String LIST = "list";
    static final String EXPORT = "export";
    static final String RULES = "rules";
    static final String STARTUP = "startup";

    /** The names in the order of measurement. */
    public static final List<String> NAMES = List.of(
            "first-load",
            "unchanged",
            "one-percent",
            "churn",
            "late",
            "poison",
            COMMANDS,
            RULES,
            LIST,
            EXPORT,
            STARTUP,
            GROWTH);

    private Cases() {}

    /**
     * Measures the named cases.
     *
     * @param systemsCount the number of simulated systems
     */
    public static void measure(
            BenchEnvironment bench,
            List<String> names,
            List<SystemUnderTest> systems,
            int systemsCount,
            int rounds,
            Measurements measurements) {
        new InventoryRounds(systems, names, systemsCount, measurements).run(bench, rounds);
        List<String> systemNames = systems.stream().map(SystemUnderTest::name).toList();
        CommandSource source = new CommandSource();
        if (names.contains(COMMANDS)) {
            new CommandsCase(systems, systemsCount, source, measurements).run(bench, rounds);
        }
        if (systemNames.contains(Systems.MUSTER) && names.contains(RULES)) {
            new RulesCase(systemsCount, source, measurements).run(bench, rounds);
        }
        if (systemNames.contains(Systems.MUSTER) && (names.contains(LIST) || names.contains(EXPORT))) {
            new ListCase(systemsCount, names, measurements).run(bench, rounds);
        }
        if (systemNames.contains(Systems.MUSTER) && names.contains(STARTUP)) {
            new StartupCase(systemsCount, source, measurements).run(bench, rounds);
        }
        if (systemNames.contains(Systems.MUSTER) && names.contains(GROWTH)) {
            new GrowthCase(systemsCount, measurements).run(bench, rounds);
        }
    }
}
