package dev.muster.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics of {@code docs/operations/monitoring.md}, compared with what a service exposes. */
public final class DocumentedMetrics {

    private static final Path PAGE = Path.of("../docs/operations/monitoring.md");
    private static final Pattern METRIC = Pattern.compile("`(muster_[a-z_]+)(?:\\{([a-z_,]+)})?`");
    private static final Pattern EXPOSED = Pattern.compile("(?m)^(muster_[a-z_]+)[ {]");
    private static final Pattern SUFFIX = Pattern.compile("_(count|sum|max|bucket)$");
    private static final Pattern VALUES = Pattern.compile("`([a-z_]+)`");

    private record Metric(String name, List<String> labels, Set<String> values) {}

    private final List<Metric> metrics;

    private DocumentedMetrics(List<Metric> metrics) {
        this.metrics = metrics;
    }

    /**
     * Reads the metrics of a service.
     *
     * @param service as the page names it in headings: {@code ingest} or {@code assignment}
     */
    public static DocumentedMetrics of(String service) throws IOException {
        List<Metric> metrics = new ArrayList<>();
        boolean included = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("### ")) {
                included = !line.endsWith(")") || line.endsWith("(" + service + ")");
            } else if (line.startsWith("## ")) {
                included = false;
            } else if (included && line.startsWith("| `muster_")) {
                metrics.addAll(metricsOf(line));
            }
        }
        return new DocumentedMetrics(metrics);
    }

    /** Of a label with a fixed set of values, the values are listed up to the first full stop of the meaning. */
    private static List<Metric> metricsOf(String row) {
        String[] columns = row.split(" \\| ", 2);
        String meaning = columns[1].split("\\. ", 2)[0];
        Set<String> values = new TreeSet<>();
        VALUES.matcher(meaning).results().forEach(value -> values.add(value.group(1)));
        List<Metric> metrics = new ArrayList<>();
        for (Matcher metric = METRIC.matcher(columns[0]); metric.find(); ) {
            List<String> labels = metric.group(2) == null
                    ? List.of()
                    : List.of(metric.group(2).split(","));
            metrics.add(new Metric(metric.group(1), labels, values));
        }
        return metrics;
    }

    /** The metrics that the service exposes and the page lacks, and the other way round. */
    public List<String> differences(String exposition) {
        Set<String> exposed = new TreeSet<>();
        EXPOSED.matcher(exposition).results().forEach(metric -> exposed.add(metric.group(1)));
        List<String> differences = new ArrayList<>();
        for (Metric metric : metrics) {
            if (exposed.stream().noneMatch(name -> isOf(metric, name))) {
                differences.add("is not exposed: " + metric.name());
            }
        }
        for (String name : exposed) {
            if (metrics.stream().noneMatch(metric -> isOf(metric, name))) {
                differences.add("is not on the page: " + name);
            }
        }
        return differences;
    }

    /** The counters that the service does not expose with each of their labels' values, which the page lists. */
    public List<String> missingCounters(String exposition) {
        List<String> missing = new ArrayList<>();
        for (Metric metric : metrics) {
            if (metric.name().endsWith("_total") && metric.labels().size() == 1) {
                String label = metric.labels().get(0);
                for (String value : metric.values()) {
                    String series = metric.name() + "{" + label + "=\"" + value + "\"} ";
                    if (exposition.lines().noneMatch(line -> line.startsWith(series))) {
                        missing.add(series.strip());
                    }
                }
            }
        }
        return missing;
    }

    private static boolean isOf(Metric metric, String exposed) {
        return exposed.equals(metric.name())
                || SUFFIX.matcher(exposed).replaceFirst("").equals(metric.name());
    }
}
