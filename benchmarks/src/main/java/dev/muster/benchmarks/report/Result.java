package dev.muster.benchmarks.report;

import java.util.List;

/**
 * A result over all rounds.
 *
 * @param benchmark the case
 * @param system the measured system
 */
public record Result(String benchmark, String system, String unit, double median, double min, double max) {

    static Result of(String benchmark, String system, String unit, List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values for " + benchmark + " with " + system);
        }
        List<Double> sorted = values.stream().sorted().toList();
        return new Result(benchmark, system, unit, median(sorted), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
