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
 * Statements that go to the server together and are answered together; each sees what those before it locked and wrote.
 * When few commands come at a time, waiting for answers is most of what a transaction costs.
 *
 * <p>Only the last one may answer with many rows: the driver reads nothing before it has sent everything, and the server
 * sends on nothing while nobody reads.
 */
public final class StatementPipeline {

    /** What is done with the answer to one statement. */
    @FunctionalInterface
    private interface Answer {
        void take(PreparedStatement statement) throws SQLException;
    }

    private final List<String> statements = new ArrayList<>();
    private final List<SqlArrayValue> parameters = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /** A statement of whose answer nothing is wanted. */
    public StatementPipeline run(String sql, SqlArrayValue... values) {
        return add(sql, statement -> {}, values);
    }

    /** A statement that writes, and what is asked of the number of rows it has written. */
    public StatementPipeline write(String sql, IntConsumer rows, SqlArrayValue... values) {
        return add(sql, statement -> rows.accept(statement.getUpdateCount()), values);
    }

    /** A query, whose rows go to the handler. */
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

    private StatementPipeline add(String sql, Answer answer, SqlArrayValue... values) {
        statements.add(sql);
        parameters.addAll(List.of(values));
        answers.add(answer);
        return this;
    }

    /** Runs them in the order in which they were added. */
    public void with(JdbcTemplate jdbc) {
        if (statements.isEmpty()) {
            return;
        }
        jdbc.execute(
                connection -> connection.prepareStatement(String.join(";\n", statements)), (PreparedStatement all) -> {
                    for (int i = 0; i < parameters.size(); i++) {
                        parameters.get(i).setValue(all, i + 1);
                    }
                    all.execute();
                    for (Answer answer : answers) {
                        answer.take(all);
                        all.getMoreResults();
                    }
                    return answers.size();
                });
    }
}
