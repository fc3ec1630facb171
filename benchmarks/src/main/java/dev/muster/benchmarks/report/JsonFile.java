package dev.muster.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code benchmark.json}. */
public final class JsonFile {

    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private JsonFile() {}

    /** Writes the file, replacing an existing one. */
    public static void write(Path file, Map<String, String> environment, Results results) {
        List<Map<String, Object>> measured =
                results.all().stream().map(JsonFile::json).toList();
        List<Map<String, Object>> ratios =
                Ratios.of(results).stream().map(JsonFile::json).toList();
        Map<String, Object> json = new TreeMap<>();
        json.put("environment", new TreeMap<>(environment));
        json.put("results", measured);
        json.put("ratios", ratios);
        json.put("failures", results.failures());
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            Files.writeString(file, WRITER.writeValueAsString(json) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static Map<String, Object> json(Result result) {
        return new TreeMap<>(Map.of(
                "case", result.benchmark(),
                "system", result.system(),
                "unit", result.unit(),
                "median", result.median(),
                "min", result.min(),
                "max", result.max()));
    }

    private static Map<String, Object> json(Ratio ratio) {
        return new TreeMap<>(Map.of("case", ratio.benchmark(), "versus", ratio.versus(), "ratio", ratio.ratio()));
    }
}
