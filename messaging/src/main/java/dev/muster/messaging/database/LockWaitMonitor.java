package dev.muster.messaging.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reports sessions of this service's database role, of all instances, that wait for a lock for more than 5 s. It
 * queries {@code pg_locks}, so that a wait is reported while it lasts, for every statement and with the blocking
 * sessions. Logs and counts each wait once.
 */
public final class LockWaitMonitor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LockWaitMonitor.class);
    private static final int LONG_WAIT_S = 5;
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /** PostgreSQL hides the state of sessions of other roles. */
    private static final String FIND_LONG_WAITS = """
            select w.pid, w.waitstart, w.locktype, w.relation::regclass::text as relation,
                   extract(epoch from clock_timestamp() - w.waitstart)::float8 as waited_s,
                   (select string_agg(b.pid || ':' || coalesce(b.state, 'unknown'), ',')
                      from unnest(pg_blocking_pids(w.pid)) as blocking(pid)
                      join pg_stat_activity b on b.pid = blocking.pid) as blocked_by
              from pg_locks w
              join pg_stat_activity s on s.pid = w.pid
             where not w.granted and w.waitstart < clock_timestamp() - make_interval(secs => ?)
               and s.usename = current_user and s.datname = current_database()
            """;

    private record Wait(int pid, OffsetDateTime since) {}

    private final JdbcTemplate jdbc;
    private final Counter count;
    private Set<Wait> known = new HashSet<>();
    private volatile double longestS;
    private @Nullable ScheduledExecutorService thread;
    private @Nullable Future<?> checks;

    /**
     * Counts waits as {@code muster.lock.waits}; {@code muster.lock.wait.longest} is the longest present wait in
     * seconds.
     */
    public LockWaitMonitor(JdbcTemplate jdbc, MeterRegistry registry) {
        this.jdbc = jdbc;
        count = Counter.builder("muster.lock.waits")
                .description("Waits of more than 5 s for a lock in the database, of all instances of this service")
                .register(registry);
        Gauge.builder("muster.lock.wait.longest", () -> longestS)
                .description("The longest present wait for a lock in the database, if it is longer than 5 s, else 0")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "lock-waits");
            created.setDaemon(true);
            return created;
        });
        checks = started.scheduleWithFixedDelay(
                this::check, CHECK_INTERVAL.toMillis(), CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    private void check() {
        Set<Wait> present = new HashSet<>();
        double[] longest = {0};
        try {
            jdbc.query(
                    FIND_LONG_WAITS,
                    row -> {
                        Wait wait = new Wait(row.getInt("pid"), row.getObject("waitstart", OffsetDateTime.class));
                        double waitedS = row.getDouble("waited_s");
                        longest[0] = Math.max(longest[0], waitedS);
                        present.add(wait);
                        if (!known.contains(wait)) {
                            count.increment();
                            log.warn(
                                    "waiting for a lock pid={} lock={} relation={} waited_s={} blocked_by={}",
                                    wait.pid(),
                                    row.getString("locktype"),
                                    row.getString("relation"),
                                    Math.round(waitedS),
                                    row.getString("blocked_by"));
                        }
                    },
                    LONG_WAIT_S);
            known = present;
            longestS = longest[0];
        } catch (DataAccessException e) {
            log.debug("cannot check for lock waits cause={}", e.getClass().getName());
        }
    }

    @Override
    public synchronized void stop() {
        if (checks != null) {
            checks.cancel(true);
            checks = null;
        }
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
