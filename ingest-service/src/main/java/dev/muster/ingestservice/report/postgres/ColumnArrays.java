package dev.muster.ingestservice.report.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementCreator;

/** Binds rows to a statement as one array per column, in the order of the statement's parameters. */
public final class ColumnArrays<R> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final Collection<R> rows;
    private int parameter;

    private ColumnArrays(Connection connection, PreparedStatement statement, Collection<R> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /** Binds the columns of a statement in order. */
    @FunctionalInterface
    interface Binder<R> {
        void bind(ColumnArrays<R> columns) throws SQLException;
    }

    static <R> PreparedStatementCreator of(String sql, Collection<R> rows, Binder<R> binder) {
        return connection -> {
            PreparedStatement statement = connection.prepareStatement(sql);
            binder.bind(new ColumnArrays<>(connection, statement, rows));
            return statement;
        };
    }

    ColumnArrays<R> text(Function<R, @Nullable String> column) throws SQLException {
        return array("text", String[]::new, column);
    }

    ColumnArrays<R> int4(Function<R, @Nullable Integer> column) throws SQLException {
        return array("int4", Integer[]::new, column);
    }

    ColumnArrays<R> int8(Function<R, @Nullable Long> column) throws SQLException {
        return array("int8", Long[]::new, column);
    }

    ColumnArrays<R> bool(Function<R, Boolean> column) throws SQLException {
        return array("bool", Boolean[]::new, column);
    }

    ColumnArrays<R> uuid(Function<R, @Nullable UUID> column) throws SQLException {
        return array("uuid", String[]::new, row -> {
            UUID uuid = column.apply(row);
            return uuid == null ? null : uuid.toString();
        });
    }

    /** Times as microseconds since 1970, in an {@code int8[]}: the driver has no binary form for an array of times. */
    ColumnArrays<R> micros(Function<R, @Nullable Instant> column) throws SQLException {
        return array("int8", Long[]::new, row -> {
            Instant time = column.apply(row);
            return time == null ? null : Micros.sinceEpoch(time);
        });
    }

    ColumnArrays<R> bytes(Function<R, byte @Nullable []> column) throws SQLException {
        return array("bytea", byte[][]::new, column);
    }

    /** The driver sends an array in binary format only when its Java type is that of its elements. */
    private <V> ColumnArrays<R> array(String type, IntFunction<V[]> array, Function<R, @Nullable V> column)
            throws SQLException {
        @Nullable V[] values = array.apply(rows.size());
        int i = 0;
        for (R row : rows) {
            values[i++] = column.apply(row);
        }
        statement.setArray(++parameter, connection.createArrayOf(type, values));
        return this;
    }

    /** Reads a time. */
    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
