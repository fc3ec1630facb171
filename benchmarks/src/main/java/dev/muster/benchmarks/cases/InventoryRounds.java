package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.systems.SystemUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Measures the inventory cases in rounds. Each round measures every system, starting with a different one. */
final class InventoryRounds {

    private static final int APPLICATIONS = 10;

    /** All steps are in the past, because reports from the future are rejected. */
    private static final Duration START_AGE = Duration.ofDays(30);

    private final List<SystemUnderTest> systems;
    private final Set<InventoryCase> cases;
    private final Fleet fleet;
    private final Measurements measurements;

    /** Uses the inventory cases among the given cases. */
    InventoryRounds(List<SystemUnderTest> systems, List<String> cases, int systemsCount, Measurements measurements) {
        this.systems = systems;
        this.cases = EnumSet.noneOf(InventoryCase.class);
        cases.forEach(name -> InventoryCase.byLabel(name).ifPresent(this.cases::add));
        this.fleet = new Fleet(systemsCount, APPLICATIONS);
        this.measurements = measurements;
    }

    void run(BenchEnvironment bench, int rounds) {
        if (cases.isEmpty()) {
            return;
        }
        Instant begin = Instant.now().minus(START_AGE).truncatedTo(ChronoUnit.DAYS);
        for (int round = 0; round < rounds; round++) {
            measurements.log("Round " + (round + 1) + " of " + rounds);
            List<SystemUnderTest> turns = new ArrayList<>(systems);
            Collections.rotate(turns, -round);
            for (SystemUnderTest system : turns) {
                measurements.attempt(
                        "inventory",
                        system.name(),
                        () -> new InventoryTurn(system, fleet, begin, cases, measurements).run(bench));
            }
        }
    }
}
