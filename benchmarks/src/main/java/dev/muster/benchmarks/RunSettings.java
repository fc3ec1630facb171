package dev.muster.benchmarks;

import dev.muster.benchmarks.cases.Cases;
import dev.muster.benchmarks.systems.Systems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, and how often.
 *
 * @param rounds of each, 1 to 20
 * @param cases names; none are all
 * @param systems names; none are all
 * @param systemsCount simulated systems, 100 to 200,000: tables grow to those of five times as many
 * @param before another checkout of Muster, built, to be measured besides; null when there is none
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

    /** Lists that are empty stand for all. */
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
            require(Files.isDirectory(before), "--before is a checkout of Muster, and " + before + " is no folder");
            systems = Stream.concat(systems.stream(), Stream.of(Systems.BEFORE)).toList();
        }
    }

    private static void requireKnown(String option, List<String> wanted, List<String> known) {
        for (String name : wanted) {
            require(known.contains(name), option + " is one of " + String.join(", ", known) + ", not " + name);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
