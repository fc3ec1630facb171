package dev.muster.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Depth and age of the outbox, read from its table when they are asked for. */
public final class OutboxMetrics implements MeterBinder {

    private static final String DEPTH = "select coalesce(sum(message_count), 0) from outbox_page";

    private static final String OLDEST_AGE =
            "select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0) from outbox_page";

    private final JdbcTemplate jdbc;

    /** Metrics of the table {@code outbox_page} of the data source's current schema. */
    public OutboxMetrics(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("muster.outbox.depth", () -> jdbc.queryForObject(DEPTH, Double.class))
                .description("Messages that Kafka has not acknowledged yet")
                .baseUnit("messages")
                .register(registry);
        Gauge.builder("muster.outbox.oldest.age", () -> jdbc.queryForObject(OLDEST_AGE, Double.class))
                .description("How long the oldest of them has waited")
                .baseUnit("seconds")
                .register(registry);
    }
}
