package dev.muster.messaging.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Sessions with {@code default_transaction_read_only = on} while {@link #readOnly} is set. */
final class ReadOnlySessions extends DelegatingDataSource {

    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean readOnly;

    ReadOnlySessions(DataSource sessions) {
        super(sessions);
    }

    void readOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** The number of opened sessions. */
    int opened() {
        return opened.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        if (readOnly) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set default_transaction_read_only = on");
            }
        }
        opened.incrementAndGet();
        return connection;
    }
}
