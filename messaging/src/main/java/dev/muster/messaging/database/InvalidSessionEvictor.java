package dev.muster.messaging.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Evicts pooled sessions that will never work again. The pool calls it for every exception of a session. */
final class InvalidSessionEvictor implements SQLExceptionOverride {

    private static final Duration EVICT_ALL_INTERVAL = Duration.ofSeconds(1);

    private final HikariDataSource pool;
    private final AtomicLong evictedAllAtNanos = new AtomicLong(System.nanoTime() - EVICT_ALL_INTERVAL.toNanos());

    InvalidSessionEvictor(HikariDataSource pool) {
        this.pool = pool;
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        if (!SqlStates.isConnectionUnusable(failure)) {
            return SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
        // The others are connected to the same server: each would fail another poll or request.
        long before = evictedAllAtNanos.get();
        long now = System.nanoTime();
        if (now - before >= EVICT_ALL_INTERVAL.toNanos() && evictedAllAtNanos.compareAndSet(before, now)) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        return SQLExceptionOverride.Override.MUST_EVICT;
    }
}
