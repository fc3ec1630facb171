package dev.muster.messaging.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's SQL states say of the session, as opposed to the statement. */
public final class SqlStates {

    /**
     * Sessions that will never work again: of a server that only reads (25006), or ended by the server, for it was idle in
     * a transaction (25P03), took too long (25P04), or was ended by an administrator, a crash, a start, a dropped
     * database, or for being idle (57P01 to 57P05).
     */
    private static final Set<String> USELESS =
            Set.of("25006", "25P03", "25P04", "57P01", "57P02", "57P03", "57P04", "57P05");

    private static final String CONNECTION = "08";

    /** Of what may be cured by waiting: logins, resources, a server that starts, a database that is not there yet. */
    private static final Set<String> CLASSES_THAT_PASS = Set.of("08", "28", "53", "57", "58");

    private static final Set<String> STATES_THAT_PASS = Set.of("25006", "3D000", "40001", "40P01", "55P03");

    private SqlStates() {}

    /** Whether the session that failed so will never work again. */
    static boolean isUseless(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (USELESS.contains(state) || state.startsWith(CONNECTION));
    }

    /** Whether what failed before a service has begun may work later; a wrong login may, when somebody sets it right. */
    public static boolean passes(Throwable failure) {
        SQLException found = find(failure);
        if (found == null) {
            return false;
        }
        String state = found.getSQLState();
        return state != null && (CLASSES_THAT_PASS.contains(state.substring(0, 2)) || STATES_THAT_PASS.contains(state));
    }

    /** The innermost exception of the database. */
    public static @Nullable SQLException find(Throwable failure) {
        SQLException found = null;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }
}
