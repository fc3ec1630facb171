package dev.muster.messaging.health;

import dev.muster.messaging.database.ServiceDataSource;
import dev.muster.messaging.database.WatchSession;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Checks that the database answers and accepts writes. */
public final class DatabaseProbe implements BackgroundProbe.Target {

    private static final String IS_READ_ONLY =
            "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean";

    private final WatchSession session;
    private final ServiceDataSource pool;

    public DatabaseProbe(WatchSession session, ServiceDataSource pool) {
        this.session = session;
        this.pool = pool;
    }

    @Override
    public @Nullable String probe() {
        try {
            if (session.queryBoolean(IS_READ_ONLY)) {
                // A new session may reach a server that accepts writes.
                session.close();
                return "the database is read-only";
            }
            return pool.isOpen() ? null : "the schema of this service is not migrated yet";
        } catch (SQLException e) {
            return "the database does not answer: SQL state " + e.getSQLState();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
