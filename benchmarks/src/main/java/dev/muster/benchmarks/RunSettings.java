package dev.muster.benchmarks;

import dev.muster.benchmarks.cases.Cases;
import dev.muster.benchmarks.systems.Systems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a run.
 *
 * @param rounds number of rounds, 1 to 20
 * @param cases names of cases; empty means all
 * @param systems names of systems; empty means all
 * @param systemsCount number of simulated systems, 100 to 200,000; growth cases use up to five times as many
 * @param before another built checkout to measure as well, or null
 */
public record RunSettings(
        int rounds,
        List<String> cases,
        List<String> systems,
        int systemsCount,
        @Nullable Path before) {

    private static final int MAX_ROUNDS = 20;
    private static final int MIN_SYSTEMS = 100;
    private static final int MAX_SYSTEMS = 200_000;

    public RunSettings {
        cases = cases.isEmpty() ? Cases.NAMES : List.copyOf(cases);
        systems = systems.isEmpty() ? Systems.names() : List.copyOf(systems);
        require(rounds >= 1 && rounds <= MAX_ROUNDS, "--rounds must be 1 to " + MAX_ROUNDS + ", not " + rounds);
        require(
                systemsCount >= MIN_SYSTEMS && systemsCount <= MAX_SYSTEMS,
                "--systems-count must be " + MIN_SYSTEMS + " to " + MAX_SYSTEMS + ", not " + systemsCount);
        requireKnown("--case", cases, Cases.NAMES);
        requireKnown("--system", systems, Systems.names());
        if (before != null) {
            require(
                    Files.isDirectory(before),
                    "--before must be a checkout of Muster, but " + before + " is not a folder");
            systems = Stream.concat(systems.stream(), Stream.of(Systems.BEFORE)).toList();
        }
    }

    private static void requireKnown(String option, List<String> names, List<String> known) {
        for (String name : names) {
            require(known.contains(name), option + " must be one of " + String.join(", ", known) + ", not " + name);
        }
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
