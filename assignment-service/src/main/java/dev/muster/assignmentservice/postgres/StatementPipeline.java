package dev.muster.assignmentservice.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Sends statements to the server in one round trip. Each sees the locks and writes of those before it. With few commands
 * per transaction, round trips are most of its cost.
 *
 * <p>Only the last statement may return many rows: the driver sends everything before it reads, and the server blocks when
 * its results are not read.
 */
public final class StatementPipeline {

    /** Handles the result of one statement. */
    @FunctionalInterface
    private interface ResultHandler {
        void handle(PreparedStatement statement) throws SQLException;
    }

    private final List<String> statements = new ArrayList<>();
    private final List<SqlArrayValue> parameters = new ArrayList<>();
    private final List<ResultHandler> handlers = new ArrayList<>();

    /** Adds a statement and ignores its result. */
    public StatementPipeline run(String sql, SqlArrayValue... values) {
        return add(sql, statement -> {}, values);
    }

    /** Adds a write; the handler receives the number of rows. */
    public StatementPipeline write(String sql, IntConsumer rows, SqlArrayValue... values) {
        return add(sql, statement -> rows.accept(statement.getUpdateCount()), values);
    }

    /** Adds a query; the handler receives its rows. */
    public StatementPipeline query(String sql, RowCallbackHandler rows, SqlArrayValue... values) {
        return add(
                sql,
                statement -> {
                    ResultSet found = statement.getResultSet();
                    while (found.next()) {
                        rows.processRow(found);
                    }
                },
                values);
    }

    private StatementPipeline add(String sql, ResultHandler handler, SqlArrayValue... values) {
        statements.add(sql);
        parameters.addAll(List.of(values));
        handlers.add(handler);
        return this;
    }

    /** Runs the statements in the order in which they were added. */
    public void execute(JdbcTemplate jdbc) {
        if (statements.isEmpty()) {
            return;
        }
        jdbc.execute(
                connection -> connection.prepareStatement(String.join(";\n", statements)), (PreparedStatement all) -> {
                    for (int i = 0; i < parameters.size(); i++) {
                        parameters.get(i).setValue(all, i + 1);
                    }
                    all.execute();
                    for (ResultHandler handler : handlers) {
                        handler.handle(all);
                        all.getMoreResults();
                    }
                    return handlers.size();
                });
    }
}
