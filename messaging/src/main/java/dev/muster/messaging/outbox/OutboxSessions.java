package dev.muster.messaging.outbox;

import dev.muster.messaging.database.SessionSockets;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Database sessions as a relay needs them: not pooled, and given up when the other end is gone without a word. */
public final class OutboxSessions {

    /** How often a session has a statement at least, also while its owner waits for something else. */
    static final Duration STATEMENT_EVERY = Duration.ofSeconds(1);

    /**
     * The server ends the session of a process that is stopped, and with it its lock; and that of a machine that is gone
     * sooner than TCP does, which takes 15 min or 2 h.
     */
    static final String END_WHEN_SILENT = """
            set idle_session_timeout = '8s'; set idle_in_transaction_session_timeout = '8s';
            set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4;
            set tcp_user_timeout = 30000""";

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
        limits.setProperty("socketTimeout", "20");
        limits.setProperty("tcpKeepAlive", "true");
        sessions.setConnectionProperties(limits);
        return sessions;
    }
}
