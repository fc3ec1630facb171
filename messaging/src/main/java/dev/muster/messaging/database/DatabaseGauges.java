package dev.muster.messaging.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
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
 * Gauges whose values come from queries, refreshed every 5 s in the background, so that a scrape never waits for the
 * database. While it is unavailable the gauges keep their values; {@code muster.gauges.age} is the age of these.
 */
public final class DatabaseGauges implements MeterBinder, AutoCloseable {

    /**
     * A gauge.
     *
     * @param tags with the name, unique in the service
     * @param query returns one number
     */
    public record Query(
            String name, String description, @Nullable String unit, Map<String, String> tags, String query) {

        /** A gauge without tags. */
        public Query(String name, String description, @Nullable String unit, String query) {
            this(name, description, unit, Map.of(), query);
        }
    }

    /** Gauges that a service adds, as a bean. */
    public record Queries(List<Query> queries) {}

    private static final Logger log = LoggerFactory.getLogger(DatabaseGauges.class);
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final List<Query> queries;
    private final WatchSession session;
    private final Map<Query, Double> values = new LinkedHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::refreshUntilClosed, "database-gauges");
    private volatile long refreshedAtNanos = System.nanoTime();

    /** The gauges are NaN before the first refresh. {@link #close()} closes the session too. */
    public DatabaseGauges(List<Query> queries, WatchSession session) {
        this.queries = queries;
        this.session = session;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void refreshUntilClosed() {
        try {
            boolean failed = false;
            do {
                failed = !refresh(failed);
            } while (!closing.await(REFRESH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.close();
        }
    }

    private boolean refresh(boolean failedBefore) {
        try {
            for (Query query : queries) {
                double value = session.queryNumber(query.query());
                synchronized (values) {
                    values.put(query, value);
                }
            }
            refreshedAtNanos = System.nanoTime();
            return true;
        } catch (SQLException e) {
            if (!failedBefore) {
                log.info("cannot refresh database gauges, they keep their values sql_state={}", e.getSQLState());
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
                    .tags(tagsOf(query))
                    .register(registry);
        }
        Gauge.builder("muster.gauges.age", () -> (System.nanoTime() - refreshedAtNanos) / 1e9)
                .description("How old the values of the gauges that are read from tables are")
                .baseUnit("seconds")
                .tag("source", "database")
                .register(registry);
    }

    private static Tags tagsOf(Query query) {
        return Tags.of(query.tags().entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList());
    }

    private double valueOf(Query query) {
        synchronized (values) {
            return values.getOrDefault(query, Double.NaN);
        }
    }

    /** Does not wait for a running query, which has a timeout of its own. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
