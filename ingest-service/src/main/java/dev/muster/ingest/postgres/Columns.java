package dev.muster.ingest.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementCreator;

/** Binds rows to a statement as one array a column, in the order of the statement's parameters. */
final class Columns<R> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final Collection<R> rows;
    private int parameter;

    private Columns(Connection connection, PreparedStatement statement, Collection<R> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /** Names the columns of a statement one after the other. */
    @FunctionalInterface
    interface Binder<R> {
        void bind(Columns<R> columns) throws SQLException;
    }

    static <R> PreparedStatementCreator of(String sql, Collection<R> rows, Binder<R> binder) {
        return connection -> {
            PreparedStatement statement = connection.prepareStatement(sql);
            binder.bind(new Columns<>(connection, statement, rows));
            return statement;
        };
    }

    Columns<R> text(Function<R, @Nullable String> column) throws SQLException {
        return array("text", column);
    }

    Columns<R> int4(Function<R, @Nullable Integer> column) throws SQLException {
        return array("int4", column);
    }

    Columns<R> int8(Function<R, @Nullable Long> column) throws SQLException {
        return array("int8", column);
    }

    Columns<R> bool(Function<R, Boolean> column) throws SQLException {
        return array("bool", column);
    }

    Columns<R> uuid(Function<R, java.util.@Nullable UUID> column) throws SQLException {
        return array("uuid", column);
    }

    Columns<R> time(Function<R, @Nullable Instant> column) throws SQLException {
        return array("timestamptz", column);
    }

    Columns<R> bytes(Function<R, byte @Nullable []> column) throws SQLException {
        byte[][] values = new byte[rows.size()][];
        int i = 0;
        for (R row : rows) {
            values[i++] = column.apply(row);
        }
        statement.setArray(++parameter, connection.createArrayOf("bytea", values));
        return this;
    }

    private <V> Columns<R> array(String type, Function<R, @Nullable V> column) throws SQLException {
        Object[] values = new Object[rows.size()];
        int i = 0;
        for (R row : rows) {
            values[i++] = column.apply(row);
        }
        statement.setArray(++parameter, connection.createArrayOf(type, values));
        return this;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
