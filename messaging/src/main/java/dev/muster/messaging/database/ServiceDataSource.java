package dev.muster.messaging.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * The service's pool of database sessions. Before the schema is migrated, {@link #getConnection()} fails at once
 * instead of waiting. Sessions that will never work again are evicted.
 */
public final class ServiceDataSource extends HikariDataSource {

    private volatile boolean open;

    /** Returns no session before {@link #open()}. */
    public ServiceDataSource(String jdbcUrl, @Nullable String user, @Nullable String password, SessionSockets sockets) {
        setJdbcUrl(jdbcUrl);
        setUsername(user);
        setPassword(password);
        setExceptionOverride(new InvalidSessionEvictor(this));
        // A service does not end because the database is unavailable when it starts.
        setInitializationFailTimeout(-1);
        sockets.driverProperties().forEach((name, value) -> addDataSourceProperty((String) name, value));
    }

    /** Lets {@link #getConnection()} return sessions. */
    public void open() {
        open = true;
    }

    public boolean isOpen() {
        return open;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!open) {
            throw new SQLTransientConnectionException("the schema of this service is not migrated yet", "08001");
        }
        return super.getConnection();
    }
}
