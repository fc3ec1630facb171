package dev.muster.messaging.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * The service's pool of database sessions. It gives none before the schema is there, so that whoever asks hears at once
 * that the database is away; and it keeps none that has said that it will never work again.
 */
public final class ServiceDataSource extends HikariDataSource {

    private volatile boolean open;

    /** A pool that gives no session until it is opened. */
    public ServiceDataSource(String jdbcUrl, @Nullable String user, @Nullable String password, SessionSockets sockets) {
        setJdbcUrl(jdbcUrl);
        setUsername(user);
        setPassword(password);
        setExceptionOverride(new InvalidSessionEvictor(this));
        // The first session may come later: a service does not end because the database is away at its start.
        setInitializationFailTimeout(-1);
        sockets.properties().forEach((name, value) -> addDataSourceProperty((String) name, value));
    }

    /** Gives sessions from now on. */
    public void open() {
        open = true;
    }

    public boolean isOpen() {
        return open;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!open) {
            throw new SQLTransientConnectionException("the schema of this service is not there yet", "08001");
        }
        return super.getConnection();
    }
}
