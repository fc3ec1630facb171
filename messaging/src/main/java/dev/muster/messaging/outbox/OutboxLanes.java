package dev.muster.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The number of lanes that all instances of a service use, in the table {@code outbox_lanes}. With different numbers, the
 * messages of one key would be in two lanes, and could overtake each other.
 */
public final class OutboxLanes {

    private static final String INSERT = "insert into outbox_lanes (lanes) values (?) on conflict do nothing";

    private static final String LOCK = "select lanes from outbox_lanes for update";

    /** Messages that wait, and lanes that a relay owns. The lock's first key is a number without sign in the view. */
    private static final String IN_USE = """
            select exists (select from outbox_page),
                   exists (select from pg_locks
                            where locktype = 'advisory'
                              and database = (select oid from pg_database where datname = current_database())
                              and classid = (hashtext('outbox_' || current_schema())::bigint & 4294967295)::oid
                              and objsubid = 2)
            """;

    private static final String UPDATE = "update outbox_lanes set lanes = ?";

    private OutboxLanes() {}

    /**
     * Agrees on the number of lanes. It changes only while the outbox is empty and no relay runs.
     *
     * @return why the instance cannot use its number now; null when it can
     */
    public static @Nullable String agree(Connection session, int lanes) throws SQLException {
        session.setAutoCommit(false);
        try {
            String problem = agreeInTransaction(session, lanes);
            session.commit();
            return problem;
        } catch (SQLException e) {
            session.rollback();
            throw e;
        } finally {
            session.setAutoCommit(true);
        }
    }

    private static @Nullable String agreeInTransaction(Connection session, int lanes) throws SQLException {
        update(session, INSERT, lanes);
        int agreed;
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(LOCK)) {
            row.next();
            agreed = row.getInt(1);
        }
        if (agreed == lanes) {
            return null;
        }
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(IN_USE)) {
            row.next();
            String reason = row.getBoolean(2)
                    ? "instances with that number run: stop them all"
                    : row.getBoolean(1) ? "messages wait in the outbox: start an instance with that number" : null;
            if (reason != null) {
                return "another number of lanes: MUSTER_OUTBOX_LANES is " + lanes + " here and " + agreed
                        + " in the database, and " + reason;
            }
        }
        update(session, UPDATE, lanes);
        return null;
    }

    private static void update(Connection session, String sql, int lanes) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setInt(1, lanes);
            statement.executeUpdate();
        }
    }
}
