package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.CommandSession;
import dev.muster.benchmarks.commands.CommandSource;
import dev.muster.benchmarks.commands.CommandSystem;
import dev.muster.benchmarks.commands.Latencies;
import dev.muster.benchmarks.commands.MusterCommands;
import dev.muster.benchmarks.commands.PlainCommands;
import dev.muster.benchmarks.fleet.Fleet;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.fleet.Step.Kind;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.systems.Muster;
import dev.muster.benchmarks.systems.MusterSession;
import dev.muster.benchmarks.systems.SystemUnderTest;
import dev.muster.benchmarks.systems.Systems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Assignment commands: throughput with a backlog, and latency at a steady rate. */
final class CommandsCase {

    private static final int PER_SECOND = 500;
    private static final int SECONDS = 20;
    private static final int WARM_UP_DIVISOR = 5;
    private static final int WARM_UP_SECONDS = 30;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Map<String, Double> PERCENTILES = Map.of("p50", 0.5, "p99", 0.99, "p999", 0.999);

    private final List<CommandSystem> systems;
    private final int commands;
    private final Measurements measurements;

    /** Uses the systems that process commands, with one command per application. */
    CommandsCase(List<SystemUnderTest> systems, int commands, CommandSource source, Measurements measurements) {
        this.systems = systems.stream()
                .flatMap(system -> commandSystem(system, source))
                .toList();
        this.commands = commands;
        this.measurements = measurements;
    }

    private static Stream<CommandSystem> commandSystem(SystemUnderTest system, CommandSource source) {
        if (system instanceof Muster muster) {
            return Stream.of(new MusterCommands(muster.name(), muster.checkout(), source));
        }
        return Stream.<CommandSystem>of(new PlainCommands())
                .filter(plain -> plain.name().equals(system.name()));
    }

    void run(BenchEnvironment bench, int rounds) {
        measurements.attempt(Cases.COMMANDS, Systems.MUSTER, () -> fillInventory(bench));
        for (int round = 0; round < rounds; round++) {
            List<CommandSystem> turns = new ArrayList<>(systems);
            Collections.rotate(turns, -round);
            for (CommandSystem system : turns) {
                measurements.attempt(Cases.COMMANDS, system.name(), () -> measure(bench, system));
            }
        }
    }

    private void fillInventory(BenchEnvironment bench) {
        try (MusterSession inventory = new MusterSession(bench)) {
            History history = new History(
                    new Fleet(Math.max(1, commands / 10), 10), Instant.now().minus(Duration.ofDays(1)));
            inventory.take(history, history.add(Kind.SAME), false);
        }
    }

    private void measure(BenchEnvironment bench, CommandSystem system) {
        try (CommandSession session = system.open(bench)) {
            WarmUp.with(() -> session.take(Math.max(1, commands / WARM_UP_DIVISOR)));
            long nanos = session.take(commands);
            measurements.add(Cases.COMMANDS, system.name(), "commands/s", commands * NANOS_PER_SECOND / nanos);
            latencies(session, WARM_UP_SECONDS);
            Latencies latencies = latencies(session, SECONDS);
            PERCENTILES.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .forEach(percentile -> measurements.add(
                            "latency-" + percentile.getKey(),
                            system.name(),
                            "ms",
                            latencies.millis(percentile.getValue())));
        }
    }

    private Latencies latencies(CommandSession session, int seconds) {
        return session.latencies(Math.min(commands, PER_SECOND * seconds), PER_SECOND);
    }
}
