package dev.muster.cli.demonstration;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.GroupProgress;
import dev.muster.cli.terminal.ProgressSteps;
import dev.muster.schemas.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until everything published so far has gone all the way: read, decided, written, and told on the topics. */
final class PipelineQuiescence {

    private static final Duration WITHIN = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    private static final List<String> INVENTORY_INPUTS = List.of(Topics.INVENTORY_REPORTS, Topics.INVENTORY_COMMANDS);

    private static final List<String> ASSIGNMENT_INPUTS =
            List.of(Topics.INVENTORY_APPLICATIONS, Topics.DIRECTORY_COMMANDS, Topics.ASSIGNMENT_COMMANDS);

    private static final String INVENTORY_OUTBOX = "select coalesce(sum(message_count), 0) from inventory.outbox_page";

    private static final String ASSIGNMENT_OUTBOX = """
            select (select coalesce(sum(message_count), 0) from assignment.outbox_page)
                 + (select count(*) from assignment.rebranding_work)
            """;

    private final Pipeline pipeline;
    private final ProgressSteps steps;

    PipelineQuiescence(Pipeline pipeline, ProgressSteps steps) {
        this.pipeline = pipeline;
        this.steps = steps;
    }

    void await() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        long told = begun;
        try (GroupProgress progress = new GroupProgress(pipeline.kafka());
                Connection database = pipeline.administrator().connect()) {
            String rest = rest(progress, database);
            while (!rest.isEmpty()) {
                pipeline.stillRuns().run();
                long now = System.nanoTime();
                if (now - begun > WITHIN.toNanos()) {
                    throw CliException.infrastructure("after " + WITHIN.toSeconds() + " s there is still to do: " + rest
                            + "; the services' logs are in " + pipeline.logs());
                }
                if (now - told > TELL_EVERY.toNanos()) {
                    told = now;
                    steps.line("  to do: " + rest);
                }
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
                rest = rest(progress, database);
            }
        }
    }

    /** In the direction of the flow, so that nothing slips from what was looked at to what had been. */
    private static String rest(GroupProgress progress, Connection database) throws SQLException {
        long reports = progress.behind(INVENTORY_INPUTS);
        if (reports > 0) {
            return reports + " reports";
        }
        long changes = count(database, INVENTORY_OUTBOX);
        if (changes > 0) {
            return changes + " changes to be published";
        }
        long commands = progress.behind(ASSIGNMENT_INPUTS);
        if (commands > 0) {
            return commands + " commands and changes to be followed";
        }
        long outcomes = count(database, ASSIGNMENT_OUTBOX);
        return outcomes > 0 ? outcomes + " outcomes and ownerships to be published" : "";
    }

    private static long count(Connection database, String query) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
