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

/** Waits until all records published so far have been processed and the resulting events have been published. */
final class PipelineQuiescence {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

    private static final List<String> INVENTORY_INPUTS = List.of(Topics.INVENTORY_REPORTS, Topics.INVENTORY_COMMANDS);

    private static final List<String> ASSIGNMENT_INPUTS = List.of(
            Topics.INVENTORY_APPLICATIONS,
            Topics.INVENTORY_SYSTEMS,
            Topics.DIRECTORY_COMMANDS,
            Topics.ASSIGNMENT_COMMANDS);

    private static final String INVENTORY_OUTBOX = "select coalesce(sum(message_count), 0) from inventory.outbox_page";

    private static final String ASSIGNMENT_OUTBOX = """
            select (select coalesce(sum(message_count), 0) from assignment.outbox_page)
                 + (select count(*) from assignment.rebranding_work)
                 + (select count(*) from assignment.rule_work)
                 + (select count(*) from assignment.run where state in ('COUNTING', 'RUNNING'))
            """;

    private final Pipeline pipeline;
    private final ProgressSteps steps;

    PipelineQuiescence(Pipeline pipeline, ProgressSteps steps) {
        this.pipeline = pipeline;
        this.steps = steps;
    }

    void await() throws SQLException, InterruptedException {
        long start = System.nanoTime();
        long lastProgress = start;
        try (GroupProgress progress = new GroupProgress(pipeline.kafka());
                Connection database = pipeline.administrator().connect()) {
            String pending = pendingWork(progress, database);
            while (!pending.isEmpty()) {
                pipeline.requireRunning().run();
                long now = System.nanoTime();
                if (now - start > TIMEOUT.toNanos()) {
                    throw CliException.unavailable("after " + TIMEOUT.toSeconds() + " s there is still pending work: "
                            + pending + "; service logs are in " + pipeline.logs());
                }
                if (now - lastProgress > PROGRESS_INTERVAL.toNanos()) {
                    lastProgress = now;
                    steps.line("  pending: " + pending);
                }
                TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos());
                pending = pendingWork(progress, database);
            }
        }
    }

    /** Checks the stages in the order of the data flow, so that work cannot move to a stage already checked. */
    private static String pendingWork(GroupProgress progress, Connection database) throws SQLException {
        long reports = progress.lag(INVENTORY_INPUTS);
        if (reports > 0) {
            return reports + " reports";
        }
        long events = count(database, INVENTORY_OUTBOX);
        if (events > 0) {
            return events + " inventory events to publish";
        }
        long commands = progress.lag(ASSIGNMENT_INPUTS);
        if (commands > 0) {
            return commands + " commands and inventory events to process";
        }
        long outcomes = count(database, ASSIGNMENT_OUTBOX);
        return outcomes > 0 ? outcomes + " outcomes and events to publish, rules and runs" : "";
    }

    private static long count(Connection database, String query) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
