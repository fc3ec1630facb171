package dev.muster.messaging.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database session outside the pool for background monitoring: it does not wait for an exhausted pool, and its
 * queries have a timeout. Opened for the first query and after a failure. Not thread-safe.
 */
public final class WatchSession implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final DriverManagerDataSource sessions;
    private @Nullable Connection connection;

    /**
     * Opens no session yet.
     *
     * @param timeout of a query, at the client and at the server
     */
    public WatchSession(
            String jdbcUrl,
            @Nullable String user,
            @Nullable String password,
            String schema,
            SessionSockets sockets,
            Duration timeout) {
        sessions = new DriverManagerDataSource(jdbcUrl);
        sessions.setUsername(user);
        sessions.setPassword(password);
        sessions.setSchema(schema);
        Properties limits = sockets.driverProperties();
        limits.setProperty("ApplicationName", "muster watch");
        // Seconds.
        limits.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
        limits.setProperty("socketTimeout", Long.toString(timeout.toSeconds()));
        limits.setProperty("tcpKeepAlive", "true");
        limits.setProperty("logServerErrorDetail", "false");
        // Milliseconds; the server cancels a query that the client no longer waits for.
        limits.setProperty("options", "-c statement_timeout=" + timeout.toMillis());
        sessions.setConnectionProperties(limits);
    }

    /** The number that a query returns; 0 for null. */
    double queryNumber(String query) throws SQLException {
        return query(query, row -> row.getDouble(1));
    }

    /** The boolean that a query returns; false for null. */
    public boolean queryBoolean(String query) throws SQLException {
        return query(query, row -> row.getBoolean(1));
    }

    /** Reads the only row of a query. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T query(String query, Reader<T> reader) throws SQLException {
        Connection open = connection == null ? sessions.getConnection() : connection;
        connection = open;
        try (Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return reader.read(rows);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** Closes the session; the next query opens another one. */
    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // The session was not usable any more.
            }
        }
    }
}
