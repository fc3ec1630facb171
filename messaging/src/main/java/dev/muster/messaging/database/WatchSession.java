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
 * A database session apart from the pool, for looking at the database in the background: an exhausted pool does not hold
 * it up, and it gives up on a server that does not answer. Opened when it is needed, and again after a failure. Not
 * thread-safe.
 */
public final class WatchSession implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    private final DriverManagerDataSource sessions;
    private @Nullable Connection connection;

    /**
     * A session that is not open yet.
     *
     * @param answerWithin when a server that does not answer is given up on
     */
    public WatchSession(
            String jdbcUrl,
            @Nullable String user,
            @Nullable String password,
            String schema,
            SessionSockets sockets,
            Duration answerWithin) {
        sessions = new DriverManagerDataSource(jdbcUrl);
        sessions.setUsername(user);
        sessions.setPassword(password);
        sessions.setSchema(schema);
        Properties limits = sockets.properties();
        limits.setProperty("ApplicationName", "muster watch");
        // Seconds.
        limits.setProperty("connectTimeout", Long.toString(CONNECT_WITHIN.toSeconds()));
        limits.setProperty("socketTimeout", Long.toString(answerWithin.toSeconds()));
        limits.setProperty("tcpKeepAlive", "true");
        limits.setProperty("logServerErrorDetail", "false");
        // Milliseconds, at the server: a query is not to go on there when nobody waits for it any more.
        limits.setProperty("options", "-c statement_timeout=" + answerWithin.toMillis());
        sessions.setConnectionProperties(limits);
    }

    /** The number that a query answers; 0 for null. */
    public double number(String query) throws SQLException {
        return ask(query, row -> row.getDouble(1));
    }

    /** The truth value that a query answers. */
    public boolean truth(String query) throws SQLException {
        return ask(query, row -> row.getBoolean(1));
    }

    /** Of the only row of a query. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T ask(String query, Reader<T> reader) throws SQLException {
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

    /** Ends the session; the next query opens another one. */
    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It was of no use any more.
            }
        }
    }
}
