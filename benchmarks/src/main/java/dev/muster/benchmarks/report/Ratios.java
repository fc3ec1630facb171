package dev.muster.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ratios of one run: Muster against every other system in the same case, and where it is said against itself. */
public final class Ratios {

    private static final String MUSTER = "muster";
    private static final String RATE = "/s";

    /** A case, and the other one of Muster that it is held against. */
    private static final Map<String, String> AGAINST_ITSELF = Map.of("late", "one-percent", "poison", "first-load");

    private static final String GROWTH = "growth-";

    private Ratios() {}

    /** All that the results have both sides of. */
    public static List<Ratio> of(Results results) {
        List<Ratio> ratios = new ArrayList<>();
        for (Result result : results.all()) {
            if (!result.unit().endsWith(RATE)) {
                continue;
            }
            if (result.system().equals(MUSTER)) {
                String other = AGAINST_ITSELF.get(result.benchmark());
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

    /** The largest table against the second smallest. */
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
