package dev.muster.outbox;

import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Database sessions as a relay needs them: not pooled, and given up when the other end is gone without a word. */
public final class OutboxSessions {

    private OutboxSessions() {}

    /**
     * Sessions in the schema that has the table {@code outbox_page}.
     *
     * @param jdbcUrl of a PostgreSQL database
     */
    public static DataSource of(String jdbcUrl, @Nullable String user, @Nullable String password, String schema) {
        return of(jdbcUrl, user, password, schema, new SessionSockets());
    }

    /**
     * Sessions in the schema that has the table {@code outbox_page}.
     *
     * @param jdbcUrl of a PostgreSQL database
     * @param sockets have those of the sessions among them
     */
    public static DataSource of(
            String jdbcUrl, @Nullable String user, @Nullable String password, String schema, SessionSockets sockets) {
        DriverManagerDataSource sessions = new DriverManagerDataSource(jdbcUrl);
        sessions.setUsername(user);
        sessions.setPassword(password);
        sessions.setSchema(schema);
        Properties limits = sockets.properties();
        // Seconds.
        limits.setProperty("connectTimeout", "10");
        limits.setProperty("socketTimeout", "60");
        limits.setProperty("tcpKeepAlive", "true");
        sessions.setConnectionProperties(limits);
        return sessions;
    }
}
