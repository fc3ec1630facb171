package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.systems.SystemUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The cases about inventories: in each round, every system has its turn, and another one begins. */
final class InventoryRounds {

    private static final int APPLICATIONS = 10;

    /** All steps of a run are in the past, as reports have to be. */
    private static final Duration BEGAN = Duration.ofDays(30);

    private final List<SystemUnderTest> systems;
    private final Set<InventoryCase> cases;
    private final Fleet fleet;
    private final Measurements measurements;

    /** The given cases, of which those that are not about inventories are left out, with the given systems. */
    InventoryRounds(List<SystemUnderTest> systems, List<String> cases, int systemsCount, Measurements measurements) {
        this.systems = systems;
        this.cases = EnumSet.noneOf(InventoryCase.class);
        cases.forEach(name -> InventoryCase.labelled(name).ifPresent(this.cases::add));
        this.fleet = new Fleet(systemsCount, APPLICATIONS);
        this.measurements = measurements;
    }

    /** Measures all of it. */
    void run(Bench bench, int rounds) {
        if (cases.isEmpty()) {
            return;
        }
        Instant begin = Instant.now().minus(BEGAN).truncatedTo(ChronoUnit.DAYS);
        for (int round = 0; round < rounds; round++) {
            measurements.tell("Round " + (round + 1) + " of " + rounds);
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
