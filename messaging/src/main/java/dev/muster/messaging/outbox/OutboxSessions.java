package dev.muster.messaging.outbox;

import dev.muster.messaging.database.SessionSockets;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Database sessions for relays: not pooled, and with timeouts at both ends for a peer that vanishes. */
public final class OutboxSessions {

    /** The maximum interval between statements of a session, also while its owner waits for something else. */
    static final Duration STATEMENT_INTERVAL = Duration.ofSeconds(1);

    /**
     * Makes the server end the session, and release its lock, when the process is suspended or its machine is gone.
     * TCP's defaults would take 15 min to 2 h.
     */
    static final String SET_TIMEOUTS = """
            set idle_session_timeout = '8s'; set idle_in_transaction_session_timeout = '8s';
            set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4;
            set tcp_user_timeout = 30000""";

    private OutboxSessions() {}

    /**
     * Sessions in the schema that has the table {@code outbox_page}.
     *
     * @param jdbcUrl of a PostgreSQL database
     * @param sockets create the sockets of the sessions
     */
    public static DataSource of(
            String jdbcUrl, @Nullable String user, @Nullable String password, String schema, SessionSockets sockets) {
        DriverManagerDataSource sessions = new DriverManagerDataSource(jdbcUrl);
        sessions.setUsername(user);
        sessions.setPassword(password);
        sessions.setSchema(schema);
        Properties limits = sockets.driverProperties();
        // Seconds.
        limits.setProperty("connectTimeout", "10");
        limits.setProperty("socketTimeout", "20");
        limits.setProperty("tcpKeepAlive", "true");
        sessions.setConnectionProperties(limits);
        return sessions;
    }
}
