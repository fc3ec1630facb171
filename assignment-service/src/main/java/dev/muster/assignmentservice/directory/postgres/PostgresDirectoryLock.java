package dev.muster.assignmentservice.directory.postgres;

import dev.muster.assignmentservice.directory.DirectoryLock;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lock on the directory as an advisory lock of PostgreSQL, one per schema. */
public final class PostgresDirectoryLock implements DirectoryLock {

    /** Acquires the lock in shared mode: any number of transactions may hold it, but none together with a writer. */
    public static final String ACQUIRE_SHARED =
            "select pg_advisory_xact_lock_shared(hashtext('directory_' || current_schema()))";

    private static final String ACQUIRE = "select pg_advisory_xact_lock(hashtext('directory_' || current_schema()))";

    private final JdbcTemplate jdbc;

    public PostgresDirectoryLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void acquire() {
        jdbc.query(ACQUIRE, row -> {});
    }
}
