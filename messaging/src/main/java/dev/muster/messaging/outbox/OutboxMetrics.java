package dev.muster.messaging.outbox;

import dev.muster.messaging.database.DatabaseGauges;
import java.util.List;

/** Depth and age of the outbox. */
public final class OutboxMetrics {

    /** Queries on the table {@code outbox_page} of the session's current schema. */
    public static final List<DatabaseGauges.Query> QUERIES = List.of(
            new DatabaseGauges.Query(
                    "muster.outbox.depth",
                    "Messages that Kafka has not acknowledged yet",
                    "messages",
                    "select coalesce(sum(message_count), 0) from outbox_page"),
            new DatabaseGauges.Query(
                    "muster.outbox.oldest.age",
                    "How long the oldest of them has waited",
                    "seconds",
                    "select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0) from outbox_page"));

    private OutboxMetrics() {}
}
