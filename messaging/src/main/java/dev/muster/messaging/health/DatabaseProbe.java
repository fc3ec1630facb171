package dev.muster.messaging.health;

import dev.muster.messaging.database.ServiceDataSource;
import dev.muster.messaging.database.WatchSession;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whether the database answers and can be written to. */
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
            if (session.truth(IS_READ_ONLY)) {
                // Another session may be one of a server that can be written to.
                session.close();
                return "the database can only be read";
            }
            return pool.isOpen() ? null : "the schema of this service is not there yet";
        } catch (SQLException e) {
            return "the database does not answer: SQL state " + e.getSQLState();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
