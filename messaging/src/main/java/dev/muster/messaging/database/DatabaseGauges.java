package dev.muster.messaging.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges of what queries answer, asked every 5 s in the background: who asks for a metric never waits for the database.
 * While it is away the gauges keep their values, and {@code muster.gauges.age} tells how old these are.
 */
public final class DatabaseGauges implements MeterBinder, AutoCloseable {

    /**
     * A gauge.
     *
     * @param query answers one number
     */
    public record Query(
            String name, String description, @Nullable String unit, String query) {}

    /** Gauges of one kind of table. */
    public record Queries(List<Query> queries) {}

    private static final Logger log = LoggerFactory.getLogger(DatabaseGauges.class);
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(5);
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private final List<Query> queries;
    private final WatchSession session;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::refreshUntilClosed, "database-gauges");
    private volatile long refreshedAtNanos = System.nanoTime();

    /** Gauges that have no value before they are started; the session is closed with them. */
    public DatabaseGauges(List<Query> queries, WatchSession session) {
        this.queries = queries;
        this.session = session;
        thread.setDaemon(true);
    }

    /** Begins to ask. */
    public void start() {
        thread.start();
    }

    private void refreshUntilClosed() {
        try {
            boolean failed = false;
            do {
                failed = !refresh(failed);
            } while (!closing.await(REFRESH_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.close();
        }
    }

    private boolean refresh(boolean failedBefore) {
        try {
            for (Query query : queries) {
                double value = session.number(query.query());
                synchronized (values) {
                    values.put(query.name(), value);
                }
            }
            refreshedAtNanos = System.nanoTime();
            return true;
        } catch (SQLException e) {
            if (!failedBefore) {
                log.info("the gauges of tables keep their values: SQL state {}", e.getSQLState());
            }
            return false;
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Query query : queries) {
            Gauge.builder(query.name(), () -> valueOf(query))
                    .description(query.description())
                    .baseUnit(query.unit())
                    .register(registry);
        }
        Gauge.builder("muster.gauges.age", () -> (System.nanoTime() - refreshedAtNanos) / 1e9)
                .description("How old the values of the gauges that are read from tables are")
                .baseUnit("seconds")
                .tag("source", "database")
                .register(registry);
    }

    private double valueOf(Query query) {
        synchronized (values) {
            return values.getOrDefault(query.name(), Double.NaN);
        }
    }

    /** Ends a query under way within its own bounds, not here. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(END_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
