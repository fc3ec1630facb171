package dev.muster.cli.demonstration;

import dev.muster.cli.consistency.ConsistencyCheck;
import dev.muster.cli.demonstration.Demonstration.Run;
import dev.muster.cli.demonstration.ViewStatistics.HostRow;
import dev.muster.cli.terminal.ProgressSteps;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary table, read from the published views and topics. */
public final class Summary {

    private static final String HOST_ROW = "%-23s %-34s %-28s %-16s %s";
    private static final int LABEL_CHARACTERS = 23;

    private final List<String> lines = new ArrayList<>();

    private Summary() {}

    /** Returns the lines of the table. */
    public static List<String> of(Pipeline pipeline, Run run, ConsistencyCheck consistency, ProgressSteps steps)
            throws SQLException {
        Summary summary = new Summary();
        TopicStatistics topics = TopicStatistics.read(pipeline.kafka(), run.since());
        try (Connection database = pipeline.reader().connect()) {
            summary.inventory(ViewStatistics.read(database), run);
            summary.add("Inventory changes", counts(consistency.inventory().countsByChange()));
            summary.add("Ownership changes", counts(consistency.ownerships().countsByChange()));
            summary.add("Receipts, this run", counts(topics.receipts()));
            summary.add("Outcomes, this run", counts(topics.outcomes()));
            summary.add("Dead letters, this run", counts(topics.deadLetters()));
            topics.events().forEach((topic, count) -> summary.add("Events", number(count) + " on " + topic));
            summary.host(database, run.host());
        }
        steps.durations()
                .forEach((step, duration) -> summary.add("Time", ProgressSteps.seconds(duration) + "  " + step));
        summary.add("Time", ProgressSteps.seconds(steps.elapsed()) + "  total");
        return List.copyOf(summary.lines);
    }

    private void inventory(ViewStatistics statistics, Run run) {
        add(
                "Systems",
                number(statistics.systems()) + " (" + number(run.simulated())
                        + " simulated in this run, and this host, " + run.host() + ")");
        add(
                "Applications",
                number(statistics.present()) + " present, " + number(statistics.removed()) + " removed; "
                        + number(statistics.assigned()) + " assigned, " + number(statistics.rebranded())
                        + " rebranded");
        add("Organizations", number(statistics.organizations()));
    }

    private void host(Connection database, String host) throws SQLException {
        String countsByKind = ViewStatistics.hostCounts(database, host).stream()
                .map(kind -> number(kind.count()) + " of type " + kind.instanceOf())
                .collect(Collectors.joining(", "));
        add("This host, " + host, countsByKind + ", from assignment.applications:");
        lines.add(String.format(HOST_ROW, "", "APPLICATION", "VERSION", "OWNER", "BRANDING"));
        for (HostRow row : ViewStatistics.hostRows(database, host)) {
            lines.add(String.format(HOST_ROW, "", row.applicationId(), row.version(), row.owner(), row.branding()));
        }
    }

    private void add(String label, String text) {
        boolean repeated = lines.stream().anyMatch(line -> line.startsWith(label + " "));
        lines.add(String.format("%-" + LABEL_CHARACTERS + "s %s", repeated ? "" : label, text));
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
