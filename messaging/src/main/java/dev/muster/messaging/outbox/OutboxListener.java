package dev.muster.messaging.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives notifications of other processes, in a session and a thread of its own. The channel is {@code outbox_} and
 * the schema; the payload is a lane, or empty for all lanes, as releases up to 0.1.0 send it.
 */
final class OutboxListener {

    private static final Logger log = LoggerFactory.getLogger(OutboxListener.class);
    private static final Duration STOP_CHECK_INTERVAL = Duration.ofMillis(200);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final Consumer<String> wakeUps;
    private final Thread thread = new Thread(this::run, "outbox-listener");
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * Not started yet.
     *
     * @param wakeUps receives the payload of each notification, and an empty one when some may have been missed
     */
    OutboxListener(DataSource dataSource, Consumer<String> wakeUps) {
        this.dataSource = dataSource;
        this.wakeUps = wakeUps;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping.countDown();
    }

    private void run() {
        try {
            while (isRunning()) {
                listenUntilItFails();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenUntilItFails() throws InterruptedException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(OutboxSessions.SET_TIMEOUTS);
            String listen = "listen \"outbox_" + connection.getSchema() + "\"";
            statement.execute(listen);
            wakeUps.accept("");
            receive(connection.unwrap(PGConnection.class), statement, listen);
        } catch (SQLException e) {
            log.warn(
                    "outbox listener failed, relays rely on polling retryAfter={} cause={}",
                    RETRY_INTERVAL,
                    e.toString());
            boolean unused = stopping.await(RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void receive(PGConnection notified, Statement statement, String listen) throws SQLException {
        long lastStatementNanos = System.nanoTime();
        while (isRunning()) {
            PGNotification[] notifications = notified.getNotifications((int) STOP_CHECK_INTERVAL.toMillis());
            if (notifications != null) {
                for (PGNotification notification : notifications) {
                    wakeUps.accept(notification.getParameter());
                }
            }
            if (System.nanoTime() - lastStatementNanos >= OutboxSessions.STATEMENT_INTERVAL.toNanos()) {
                // Repeating it has no effect but keeps the session alive.
                statement.execute(listen);
                lastStatementNanos = System.nanoTime();
            }
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }
}
