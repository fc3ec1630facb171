package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.messaging.database.DatabaseGauges;
import java.util.List;

/** Gauges of the sizes of queues in tables. */
public final class QueueMetrics {

    public static final List<DatabaseGauges.Query> QUERIES = List.of(
            gauge(
                    "muster.waiting.commands",
                    "Commands that wait for their application",
                    "select count(*) from waiting_command"),
            gauge(
                    "muster.parked.commands",
                    "Directory commands that wait for a parent",
                    "select count(*) from parked_command"),
            gauge(
                    "muster.rebranding.work",
                    "Organizations that applications have yet to follow",
                    "select count(*) from rebranding_work"),
            gauge(
                    "muster.runs.unfinished",
                    "Runs that are at work or stopped",
                    "select count(*) from run where finished_at is null"));

    private QueueMetrics() {}

    private static DatabaseGauges.Query gauge(String name, String description, String query) {
        return new DatabaseGauges.Query(name, description, null, query);
    }
}
