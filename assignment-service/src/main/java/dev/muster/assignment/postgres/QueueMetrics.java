package dev.muster.assignment.postgres;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.JdbcTemplate;

/** How much waits in tables, read when it is asked for. */
final class QueueMetrics implements MeterBinder {

    private static final String COUNT_WAITING = "select count(*) from waiting_command";
    private static final String COUNT_PARKED = "select count(*) from parked_command";
    private static final String COUNT_WORK = "select count(*) from rebranding_work";

    private final JdbcTemplate jdbc;

    QueueMetrics(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "muster.waiting.commands", "Commands that wait for their application", COUNT_WAITING);
        gauge(registry, "muster.parked.commands", "Directory commands that wait for a parent", COUNT_PARKED);
        gauge(registry, "muster.rebranding.work", "Organizations that applications have yet to follow", COUNT_WORK);
    }

    private void gauge(MeterRegistry registry, String name, String description, String count) {
        Gauge.builder(name, () -> jdbc.queryForObject(count, Double.class))
                .description(description)
                .register(registry);
    }
}
