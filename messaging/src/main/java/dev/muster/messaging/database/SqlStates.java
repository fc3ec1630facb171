package dev.muster.messaging.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classifies PostgreSQL's SQL states. */
public final class SqlStates {

    /**
     * States after which a session never works again: the server is read-only (25006), or it ended the session because
     * of idle_in_transaction_session_timeout (25P03), transaction_timeout (25P04), an administrator, a crash, a start,
     * a dropped database or idle_session_timeout (57P01 to 57P05).
     */
    private static final Set<String> UNUSABLE =
            Set.of("25006", "25P03", "25P04", "57P01", "57P02", "57P03", "57P04", "57P05");

    private static final String CONNECTION_CLASS = "08";

    /** Classes of failures that waiting may solve: connections, logins, resources, a starting server. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "28", "53", "57", "58");

    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "3D000", "40001", "40P01", "55P03");

    private static final Set<String> ABOUT_DATA_CLASSES = Set.of("21", "22", "23", "54");

    private SqlStates() {}

    /** Whether the session of this exception will never work again. */
    static boolean isConnectionUnusable(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (UNUSABLE.contains(state) || state.startsWith(CONNECTION_CLASS));
    }

    /** Whether a start that failed so may succeed later; a rejected login counts, since an operator may correct it. */
    public static boolean isTransient(Throwable failure) {
        SQLException found = findSqlException(failure);
        if (found == null) {
            return false;
        }
        String state = found.getSQLState();
        return state != null && (TRANSIENT_CLASSES.contains(state.substring(0, 2)) || TRANSIENT_STATES.contains(state));
    }

    /**
     * Whether the failure is about the data of a statement (classes 21 to 23) or its size (54), so that a retry does not
     * help.
     */
    public static boolean isAboutData(Throwable failure) {
        SQLException found = findSqlException(failure);
        String state = found == null ? null : found.getSQLState();
        return state != null && ABOUT_DATA_CLASSES.contains(state.substring(0, 2));
    }

    /** The innermost exception of the database among the causes; null when there is none. */
    public static @Nullable SQLException findSqlException(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }
}
