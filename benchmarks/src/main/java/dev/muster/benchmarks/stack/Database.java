package dev.muster.benchmarks.stack;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.localstack.LocalDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** A session of the superuser, for what the benchmarks do to the database and ask it. */
public final class Database implements AutoCloseable {

    private static final String SETTINGS = """
            select name, current_setting(name)
              from pg_settings
             where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers',
                            'max_wal_size', 'min_wal_size', 'wal_compression', 'autovacuum', 'jit', 'max_connections', 'work_mem')
             order by name
            """;

    private static final String FILL_LOG = """
            do $$
            begin
              for segment in 1..pg_size_bytes(current_setting('min_wal_size'))
                                / pg_size_bytes(current_setting('wal_segment_size')) loop
                perform pg_logical_emit_message(false, 'bench', 'one more segment');
                perform pg_switch_wal();
              end loop;
            end
            $$
            """;

    private final Connection connection;

    /** Connects. */
    public Database(LocalDatabase database) {
        try {
            connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.adminUser(), database.adminPassword());
        } catch (SQLException e) {
            throw new BenchmarkException("cannot connect to " + database.jdbcUrl(), e);
        }
    }

    /** Runs statements that have no result. */
    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    /** Makes all files of the log that are kept: who is measured first would make them, and who comes later writes into them. */
    public void fillLog() {
        run(FILL_LOG);
        run("checkpoint");
    }

    /** What the autovacuum and the checkpointer would do in their time: then nothing old is left to be done. */
    public void settle() {
        run("vacuum (analyze)");
        run("checkpoint");
    }

    /** Runs a query that answers with one boolean. */
    public boolean isTrue(String sql) {
        return ask(sql, row -> row.getBoolean(1));
    }

    /** Runs a query that answers with the three numbers of a digest. */
    public Digest digest(String sql) {
        return ask(sql, row -> new Digest(row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    /** Runs a query that answers with one number. */
    public long count(String sql) {
        return ask(sql, row -> row.getLong(1));
    }

    /** What the server runs with, for the report. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new BenchmarkException("the database does not tell its settings", e);
        }
        return settings;
    }

    /** The session itself, for COPY. */
    public Connection connection() {
        return connection;
    }

    @FunctionalInterface
    private interface Answer<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T ask(String sql, Answer<T> answer) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return answer.of(row);
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    private static BenchmarkException refused(String sql, SQLException e) {
        return new BenchmarkException("the database refused: " + e.getMessage() + ", for: " + sql, e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchmarkException("the database session did not end", e);
        }
    }
}
