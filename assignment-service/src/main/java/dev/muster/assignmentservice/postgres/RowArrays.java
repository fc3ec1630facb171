package dev.muster.assignmentservice.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.SqlArrayValue;

/** Passes rows to a statement as one array per column, and converts times. */
public final class RowArrays {

    private RowArrays() {}

    public static SqlArrayValue texts(Collection<String> values) {
        return new SqlArrayValue("text", (Object[]) values.toArray(String[]::new));
    }

    public static <R> SqlArrayValue texts(Collection<R> rows, Function<R, @Nullable String> column) {
        return array("text", String[]::new, rows, column);
    }

    public static <R> SqlArrayValue uuids(Collection<R> rows, Function<R, ? extends @Nullable Object> column) {
        return array("uuid", Object[]::new, rows, column);
    }

    public static <R> SqlArrayValue booleans(Collection<R> rows, Function<R, @Nullable Boolean> column) {
        return array("bool", Boolean[]::new, rows, column);
    }

    public static <R> SqlArrayValue ints(Collection<R> rows, Function<R, @Nullable Integer> column) {
        return array("int4", Integer[]::new, rows, column);
    }

    public static <R> SqlArrayValue longs(Collection<R> rows, Function<R, @Nullable Long> column) {
        return array("int8", Long[]::new, rows, column);
    }

    public static <R> SqlArrayValue times(Collection<R> rows, Function<R, @Nullable Instant> column) {
        return array("timestamptz", Object[]::new, rows, row -> {
            Instant time = column.apply(row);
            return time == null ? null : time.toString();
        });
    }

    public static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Requires that a statement changed the expected number of rows. */
    public static void requireRows(int expected, int actual, String what) {
        if (actual != expected) {
            throw new UnexpectedRowsException(
                    "of " + expected + " rows " + actual + " were " + what + ": another transaction was there first");
        }
    }

    /**
     * Runs an insert of rows that did not exist when they were read; a duplicate key means that another transaction
     * inserted first. Cheaper than {@code on conflict do nothing}, which makes PostgreSQL check and write twice per row.
     */
    public static void insertNew(String table, Runnable insert) {
        try {
            insert.run();
        } catch (DuplicateKeyException e) {
            if (e.getMostSpecificCause() instanceof PSQLException error
                    && error.getServerErrorMessage() != null
                    && table.equals(error.getServerErrorMessage().getTable())) {
                throw new UnexpectedRowsException(
                        "rows of " + table + " are there: another transaction was there first");
            }
            throw e;
        }
    }

    /** The driver uses the binary format only for arrays of a specific Java type. */
    private static <R, V> SqlArrayValue array(
            String type, IntFunction<V[]> array, Collection<R> rows, Function<R, ? extends @Nullable V> column) {
        @Nullable V[] values = array.apply(rows.size());
        int i = 0;
        for (R row : rows) {
            values[i++] = column.apply(row);
        }
        return new SqlArrayValue(type, (@Nullable Object[]) values);
    }

    /** A statement did not find the expected rows; the transaction has to be rolled back and retried. */
    private static final class UnexpectedRowsException extends ConcurrencyFailureException {

        private static final long serialVersionUID = 1L;

        UnexpectedRowsException(String message) {
            super(message);
        }
    }
}
