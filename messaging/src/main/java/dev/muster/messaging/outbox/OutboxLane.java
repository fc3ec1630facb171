package dev.muster.messaging.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database session that owns one lane of the outbox, or tries to. For one thread. */
final class OutboxLane implements AutoCloseable {

    /** A row of the table. Messages are unpacked on demand: all pages of a read may need too much memory. */
    @SuppressWarnings("ArrayRecordComponent") // unpacked, never compared
    record Page(long pageId, int messageCount, byte[] packed) {

        List<OutboxMessage> messages() {
            return OutboxPage.decode(packed, messageCount);
        }
    }

    private static final String TRY_OWN = "select pg_try_advisory_lock(hashtext('outbox_' || current_schema()), ?)";

    /**
     * Deletes the oldest pages up to a number of bytes, exceeded by at most one page: a page may be a single large
     * message. The identifiers are an array so that the plan is a scan of the primary key.
     */
    private static final String TAKE_PAGES = """
            delete from outbox_page
             where lane = ? and page_id = any(array(
                     select page_id
                       from (select page_id,
                                    sum(octet_length(messages)) over (order by page_id) - octet_length(messages) as bytes_before
                               from (select * from outbox_page where lane = ? order by page_id limit ?) as oldest) as summed
                      where bytes_before < ?))
            returning page_id, message_count, messages
            """;

    private static final int MAX_BYTES_PER_READ = 16 * 1024 * 1024;

    private static final String DELETE_PAGES = "delete from outbox_page where lane = ? and page_id = any(?)";

    private static final String OLDEST_PAGE = "select page_id from outbox_page where lane = ? order by page_id limit 1";

    private static final String NOTIFY_OWNER = "select pg_notify('outbox_' || current_schema(), ?)";

    private final Connection connection;
    private final int lane;
    private boolean owned;
    private long lastStatementNanos = System.nanoTime();

    private OutboxLane(Connection connection, int lane) {
        this.connection = connection;
        this.lane = lane;
    }

    static OutboxLane open(DataSource dataSource, int lane) throws SQLException {
        Connection connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement()) {
            // A delete that a crash undoes leads to a message sent twice, which is allowed; waiting for the disk is not
            // worth it.
            statement.execute("set synchronous_commit = off");
            statement.execute(OutboxSessions.SET_TIMEOUTS);
            return new OutboxLane(connection, lane);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    boolean tryOwn() throws SQLException {
        if (!owned) {
            try (PreparedStatement statement = connection.prepareStatement(TRY_OWN)) {
                statement.setInt(1, lane);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    owned = row.getBoolean(1);
                }
            }
        }
        return owned;
    }

    /**
     * Deletes the oldest pages and returns them, in their order, in a transaction that stays open until {@link
     * #commit()} or {@link #release}. A session that cannot write fails here, before anything is sent.
     */
    List<Page> take(int limit) throws SQLException {
        connection.setAutoCommit(false);
        List<Page> pages = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TAKE_PAGES)) {
            statement.setInt(1, lane);
            statement.setInt(2, lane);
            statement.setInt(3, limit);
            statement.setInt(4, MAX_BYTES_PER_READ);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    pages.add(new Page(rows.getLong(1), rows.getInt(2), rows.getBytes(3)));
                }
            }
        }
        lastStatementNanos = System.nanoTime();
        pages.sort(Comparator.comparingLong(Page::pageId));
        return pages;
    }

    /** Whether the read returned all pages: a writer that commits another one wakes the relay up. */
    static boolean areAll(List<Page> read, int limit) {
        long bytes = read.stream().mapToLong(page -> page.packed().length).sum();
        return read.size() < limit && bytes < MAX_BYTES_PER_READ;
    }

    /** Commits the deletion of the taken pages. */
    void commit() throws SQLException {
        connection.commit();
        lastStatementNanos = System.nanoTime();
        connection.setAutoCommit(true);
    }

    /** Rolls back the deletion of the taken pages, and then deletes those that were sent. */
    void release(List<Page> sent) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        if (sent.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(DELETE_PAGES)) {
            Array ids = connection.createArrayOf(
                    "int8", sent.stream().map(Page::pageId).toArray());
            statement.setInt(1, lane);
            statement.setArray(2, ids);
            statement.executeUpdate();
        }
    }

    /** The oldest page of the lane; null when it is empty. */
    @Nullable
    Long oldestPage() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OLDEST_PAGE)) {
            statement.setInt(1, lane);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    /** Wakes the relay that owns the lane, in any process. */
    void notifyOwner() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTIFY_OWNER)) {
            statement.setString(1, Integer.toString(lane));
            statement.execute();
        }
        lastStatementNanos = System.nanoTime();
    }

    /** Keeps the server from ending the session; call it every second while there are no other statements. */
    void keepAlive() throws SQLException {
        if (System.nanoTime() - lastStatementNanos >= OutboxSessions.STATEMENT_INTERVAL.toNanos()) {
            ensureAlive();
        }
    }

    /** Fails if the server has ended the session, and with it the ownership. */
    void ensureAlive() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
        lastStatementNanos = System.nanoTime();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
