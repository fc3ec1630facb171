package dev.muster.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All measurements and failures of a run. */
public final class Results {

    private record Key(String benchmark, String system, String unit) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    private final List<String> failures = new ArrayList<>();

    /** Adds one measurement of one round. */
    public void add(String benchmark, String system, String unit, double value) {
        values.computeIfAbsent(new Key(benchmark, system, unit), key -> new ArrayList<>())
                .add(value);
    }

    /** Records a failed measurement. */
    public void fail(String benchmark, String system, String message) {
        failures.add(benchmark + " with " + system + ": " + message);
    }

    /** The messages of all failures. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** All results over their rounds, in order of their first measurement. */
    public List<Result> all() {
        return values.entrySet().stream()
                .map(entry -> Result.of(
                        entry.getKey().benchmark(),
                        entry.getKey().system(),
                        entry.getKey().unit(),
                        entry.getValue()))
                .toList();
    }

    /** Returns the result of a case and system, if present. */
    public Optional<Result> find(String benchmark, String system) {
        return all().stream()
                .filter(result ->
                        result.benchmark().equals(benchmark) && result.system().equals(system))
                .findFirst();
    }
}
