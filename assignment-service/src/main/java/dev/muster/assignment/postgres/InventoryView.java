package dev.muster.assignment.postgres;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The view that the ingest service publishes. */
final class InventoryView {

    private static final Logger log = LoggerFactory.getLogger(InventoryView.class);
    private static final Duration WAIT_AT_MOST = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** With the newest column that this service reads: the ingest service may have yet to migrate. */
    private static final String IS_THERE = """
            select exists (select from pg_attribute
                            where attrelid = to_regclass('inventory.applications') and attname = 'appeared_at')
            """;

    private InventoryView() {}

    /**
     * Waits, for at most 2 min, until the database can be reached and has the view.
     *
     * @throws IllegalStateException when it does not
     */
    static void await(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        long begin = System.nanoTime();
        boolean told = false;
        while (!isThere(jdbc)) {
            if (System.nanoTime() - begin > WAIT_AT_MOST.toNanos()) {
                throw new IllegalStateException(
                        "the view inventory.applications, with appeared_at, was not there after " + WAIT_AT_MOST
                                + ": start the ingest service in the same version, which creates it");
            }
            if (!told) {
                log.info(
                        "waiting for the view inventory.applications with the column appeared_at, which the ingest service creates");
                told = true;
            }
            pause();
        }
    }

    private static boolean isThere(JdbcTemplate jdbc) {
        try {
            return Boolean.TRUE.equals(jdbc.queryForObject(IS_THERE, Boolean.class));
        } catch (DataAccessException e) {
            log.warn("the database cannot be asked: {}", e.getClass().getName());
            return false;
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the view inventory.applications", e);
        }
    }
}
