package dev.muster.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ratios of a run: Muster to every other system in the same case, and to its own baseline cases. */
public final class Ratios {

    private static final String MUSTER = "muster";
    private static final String RATE = "/s";

    /** Cases of Muster and their baseline cases. */
    private static final Map<String, String> BASELINES = Map.of(
            "late",
            "one-percent",
            "poison",
            "first-load",
            "rules-run",
            "rules-commands",
            "rules-following",
            "rules-following-without");

    private static final String GROWTH = "growth-";

    private Ratios() {}

    /** Returns all ratios for which both results exist. */
    public static List<Ratio> of(Results results) {
        List<Ratio> ratios = new ArrayList<>();
        for (Result result : results.all()) {
            if (!result.unit().endsWith(RATE)) {
                continue;
            }
            if (result.system().equals(MUSTER)) {
                String other = BASELINES.get(result.benchmark());
                if (other != null) {
                    results.find(other, MUSTER).ifPresent(own -> ratios.add(ratio(result, "muster " + other, own)));
                }
            } else {
                results.find(result.benchmark(), MUSTER)
                        .ifPresent(muster -> ratios.add(ratio(muster, result.system(), result)));
            }
        }
        growth(results).ifPresent(ratios::add);
        return ratios;
    }

    /** The largest table to the second smallest. */
    private static Optional<Ratio> growth(Results results) {
        List<Result> sizes = results.all().stream()
                .filter(result ->
                        result.benchmark().startsWith(GROWTH) && result.unit().endsWith(RATE))
                .toList();
        if (sizes.size() < 2) {
            return Optional.empty();
        }
        Result small = sizes.get(1);
        return Optional.of(ratio(sizes.get(sizes.size() - 1), "muster " + small.benchmark(), small));
    }

    private static Ratio ratio(Result result, String versus, Result other) {
        return new Ratio(result.benchmark(), versus, result.median() / other.median());
    }
}
