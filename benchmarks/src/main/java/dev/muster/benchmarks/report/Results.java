package dev.muster.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured, round by round. */
public final class Results {

    private record Key(String benchmark, String system, String unit) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    private final List<String> failures = new ArrayList<>();

    /** One measurement of one round. */
    public void add(String benchmark, String system, String unit, double value) {
        values.computeIfAbsent(new Key(benchmark, system, unit), key -> new ArrayList<>())
                .add(value);
    }

    /** Something could not be measured, or what came of it was wrong. */
    public void fail(String benchmark, String system, String message) {
        failures.add(benchmark + " with " + system + ": " + message);
    }

    /** What failed, in words. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** All measurements, each over its rounds, in the order in which they were first made. */
    public List<Result> all() {
        return values.entrySet().stream()
                .map(entry -> Result.of(
                        entry.getKey().benchmark(),
                        entry.getKey().system(),
                        entry.getKey().unit(),
                        entry.getValue()))
                .toList();
    }

    /** The measurement of that case and system, if it was made. */
    public Optional<Result> find(String benchmark, String system) {
        return all().stream()
                .filter(result ->
                        result.benchmark().equals(benchmark) && result.system().equals(system))
                .findFirst();
    }
}
