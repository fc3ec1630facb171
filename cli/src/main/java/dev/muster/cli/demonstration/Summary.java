package dev.muster.cli.demonstration;

import dev.muster.cli.consistency.ConsistencyCheck;
import dev.muster.cli.demonstration.Demonstration.Shown;
import dev.muster.cli.demonstration.Figures.HostRow;
import dev.muster.cli.terminal.ProgressSteps;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table at the end: read back from the published views and topics, not from what was sent. */
public final class Summary {

    private static final String HOST_ROW = "%-23s %-34s %-28s %-16s %s";
    private static final int LABEL_CHARACTERS = 23;

    private final List<String> lines = new ArrayList<>();

    private Summary() {}

    /** The table's lines. */
    public static List<String> of(Pipeline pipeline, Shown shown, ConsistencyCheck agreement, ProgressSteps steps)
            throws SQLException {
        Summary summary = new Summary();
        TopicFigures topics = TopicFigures.read(pipeline.kafka(), shown.since());
        try (Connection database = pipeline.reader().connect()) {
            summary.inventory(Figures.read(database), shown);
            summary.add("Inventory changes", counts(agreement.inventory().byChange()));
            summary.add("Ownership changes", counts(agreement.ownerships().byChange()));
            summary.add("Receipts, this run", counts(topics.receipts()));
            summary.add("Outcomes, this run", counts(topics.outcomes()));
            summary.add("Dead letters, this run", counts(topics.deadLetters()));
            topics.events().forEach((topic, count) -> summary.add("Events", number(count) + " on " + topic));
            summary.host(database, shown.host());
        }
        steps.took().forEach((step, took) -> summary.add("Time", ProgressSteps.seconds(took) + "  " + step));
        summary.add("Time", ProgressSteps.seconds(steps.sinceBeginning()) + "  in all");
        return List.copyOf(summary.lines);
    }

    private void inventory(Figures figures, Shown shown) {
        add(
                "Systems",
                number(figures.systems()) + " (" + number(shown.simulated()) + " of them simulated now, and this host, "
                        + shown.host() + ")");
        add(
                "Applications",
                number(figures.present()) + " there, " + number(figures.removed()) + " removed; "
                        + number(figures.assigned()) + " of " + number(figures.organizations()) + " organizations, "
                        + number(figures.rebranded()) + " rebranded");
    }

    private void host(Connection database, String host) throws SQLException {
        String counted = Figures.hostCounts(database, host).stream()
                .map(one -> number(one.count()) + " of the kind " + one.instanceOf())
                .collect(Collectors.joining(", "));
        add("This host, " + host, counted + ", as assignment.applications has them:");
        lines.add(String.format(HOST_ROW, "", "APPLICATION", "VERSION", "OWNER", "BRANDING"));
        for (HostRow row : Figures.hostRows(database, host)) {
            lines.add(String.format(HOST_ROW, "", row.applicationId(), row.version(), row.owner(), row.branding()));
        }
    }

    private void add(String label, String text) {
        boolean again = lines.stream().anyMatch(line -> line.startsWith(label + " "));
        lines.add(String.format("%-" + LABEL_CHARACTERS + "s %s", again ? "" : label, text));
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(one -> number(one.getValue()) + " " + one.getKey().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
