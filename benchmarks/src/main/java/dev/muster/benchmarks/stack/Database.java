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

/** A superuser connection for administering and querying the database. */
public final class Database implements AutoCloseable {

    private static final String SETTINGS = """
            select name, current_setting(name)
              from pg_settings
             where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers',
                            'max_wal_size', 'min_wal_size', 'wal_compression', 'autovacuum', 'jit', 'max_connections', 'work_mem')
             order by name
            """;

    private static final String FILL_WAL = """
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

    public Database(LocalDatabase database) {
        try {
            connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.adminUser(), database.adminPassword());
        } catch (SQLException e) {
            throw new BenchmarkException("cannot connect to " + database.jdbcUrl(), e);
        }
    }

    /** Executes statements without a result. */
    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw queryFailed(sql, e);
        }
    }

    /** Preallocates the WAL segments, so that the first measured system does not pay for creating them. */
    public void preallocateWal() {
        run(FILL_WAL);
        run("checkpoint");
    }

    /** Runs vacuum, analyze and a checkpoint, so that no work of earlier cases is left. */
    public void vacuumAndCheckpoint() {
        run("vacuum (analyze)");
        run("checkpoint");
    }

    /** Runs a query that returns one boolean. */
    public boolean isTrue(String sql) {
        return query(sql, row -> row.getBoolean(1));
    }

    /** Runs a query that returns the three numbers of a digest. */
    public Digest digest(String sql) {
        return query(sql, row -> new Digest(row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    /** Runs a query that returns one number. */
    public long count(String sql) {
        return query(sql, row -> row.getLong(1));
    }

    /** Server settings for the report. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException e) {
            throw new BenchmarkException("cannot read the database settings", e);
        }
        return settings;
    }

    /** The connection, for COPY. */
    public Connection connection() {
        return connection;
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T query(String sql, RowReader<T> reader) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return reader.read(row);
        } catch (SQLException e) {
            throw queryFailed(sql, e);
        }
    }

    private static BenchmarkException queryFailed(String sql, SQLException e) {
        return new BenchmarkException("statement failed: " + e.getMessage() + ": " + sql, e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchmarkException("cannot close the database connection", e);
        }
    }
}
