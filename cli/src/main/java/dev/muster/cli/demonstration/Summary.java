package dev.muster.cli.demonstration;

import dev.muster.cli.consistency.ConsistencyCheck;
import dev.muster.cli.demonstration.Demonstration.Run;
import dev.muster.cli.demonstration.ViewStatistics.HostCount;
import dev.muster.cli.demonstration.ViewStatistics.HostRow;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.terminal.ProgressSteps;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The summary of a run, read from the published views and topics.
 *
 * @param hostCounts the applications of this host, by their type
 * @param hostRows some of them
 * @param durations of the steps, by their names, and {@code total}
 */
public record Summary(
        Run run,
        ViewStatistics views,
        TopicStatistics topics,
        ConsistencyCheck consistency,
        List<HostCount> hostCounts,
        List<HostRow> hostRows,
        Map<String, Duration> durations) {

    private static final String HOST_ROW = "%-23s %-34s %-28s %-16s %s";
    private static final int LABEL_CHARACTERS = 23;

    /** Reads the summary. */
    public static Summary read(Pipeline pipeline, Run run, ConsistencyCheck consistency, ProgressSteps steps)
            throws SQLException {
        TopicStatistics topics = TopicStatistics.read(pipeline.kafka(), run.since());
        try (Connection database = pipeline.reader().connect()) {
            ViewStatistics views = ViewStatistics.read(database);
            List<HostCount> hostCounts = ViewStatistics.hostCounts(database, run.host());
            List<HostRow> hostRows = ViewStatistics.hostRows(database, run.host());
            Map<String, Duration> durations = new LinkedHashMap<>(steps.durations());
            durations.put("total", steps.elapsed());
            return new Summary(run, views, topics, consistency, hostCounts, hostRows, durations);
        }
    }

    /** The lines of a table. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(
                lines,
                "Systems",
                number(views.systems()) + " (" + number(run.simulated()) + " simulated in this run, and this host, "
                        + run.host() + ")");
        add(
                lines,
                "Applications",
                number(views.present()) + " present, " + number(views.removed()) + " removed; "
                        + number(views.assigned()) + " assigned (" + number(views.byRules()) + " by rules), "
                        + number(views.rebranded())
                        + " rebranded");
        add(lines, "Organizations", number(views.organizations()));
        add(lines, "Inventory changes", counts(consistency.inventory().countsByChange()));
        add(lines, "Ownership changes", counts(consistency.ownerships().countsByChange()));
        add(lines, "Receipts, this run", counts(topics.receipts()));
        add(lines, "Outcomes, this run", counts(topics.outcomes()));
        add(lines, "Dead letters, this run", counts(topics.deadLetters()));
        topics.events().forEach((topic, count) -> add(lines, "Events", number(count) + " on " + topic));
        addHost(lines);
        durations.forEach((step, duration) -> add(lines, "Time", ProgressSteps.seconds(duration) + "  " + step));
        return lines;
    }

    private void addHost(List<String> lines) {
        String countsByKind = hostCounts.stream()
                .map(kind -> number(kind.count()) + " of type " + kind.instanceOf())
                .collect(Collectors.joining(", "));
        add(lines, "This host, " + run.host(), countsByKind + ", from assignment.applications:");
        lines.add(String.format(HOST_ROW, "", "APPLICATION", "VERSION", "OWNER", "BRANDING"));
        for (HostRow row : hostRows) {
            lines.add(String.format(HOST_ROW, "", row.applicationId(), row.version(), row.owner(), row.branding()));
        }
    }

    private static void add(List<String> lines, String label, String text) {
        boolean repeated = lines.stream().anyMatch(line -> line.startsWith(label + " "));
        lines.add(String.format("%-" + LABEL_CHARACTERS + "s %s", repeated ? "" : label, text));
    }

    /** The same numbers as JSON; times in seconds. */
    public ObjectNode json() {
        ObjectNode json = RecordJson.MAPPER.createObjectNode();
        json.put("host", run.host());
        json.put("systems", views.systems());
        json.put("simulated_systems", run.simulated());
        json.putObject("applications")
                .put("present", views.present())
                .put("removed", views.removed())
                .put("assigned", views.assigned())
                .put("assigned_by_rules", views.byRules())
                .put("rebranded", views.rebranded());
        json.put("organizations", views.organizations());
        put(json, "inventory_changes", consistency.inventory().countsByChange());
        put(json, "ownership_changes", consistency.ownerships().countsByChange());
        put(json, "receipts", topics.receipts());
        put(json, "outcomes", topics.outcomes());
        put(json, "dead_letters", topics.deadLetters());
        put(json, "events", topics.events());
        ObjectNode ofHost = json.putObject("host_applications");
        hostCounts.forEach(kind -> ofHost.put(kind.instanceOf(), kind.count()));
        ObjectNode seconds = json.putObject("seconds");
        durations.forEach((step, duration) -> seconds.put(step, duration.toMillis() / 1e3));
        return json;
    }

    private static void put(ObjectNode json, String field, Map<String, Long> counts) {
        ObjectNode object = json.putObject(field);
        counts.forEach(object::put);
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry ->
                                number(entry.getValue()) + " " + entry.getKey().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
