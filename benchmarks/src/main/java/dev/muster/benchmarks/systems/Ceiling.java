package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.CopyEncoder;
import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.BenchmarkException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * The limit of the hardware: loads the same rows with COPY and one statement, without Kafka and events, on one
 * connection.
 */
public final class Ceiling implements SystemUnderTest {

    private static final String STAGE = "create temporary table stage (like peer.application) on commit drop";

    private static final String COPY = "copy stage from stdin";

    private static final String UPSERT = """
            insert into peer.application
            select * from stage
            on conflict (application_id) do update set
              system_id = excluded.system_id,
              module_id = excluded.module_id,
              instance_of = excluded.instance_of,
              name = excluded.name,
              source = excluded.source,
              display_name = excluded.display_name,
              version = excluded.version,
              node_id = excluded.node_id,
              node_label = excluded.node_label,
              url = excluded.url,
              is_user_facing = excluded.is_user_facing,
              inventory_data = excluded.inventory_data,
              backup_data = excluded.backup_data,
              services_data = excluded.services_data,
              last_inventory_at = excluded.last_inventory_at
            """;

    @Override
    public String name() {
        return "ceiling";
    }

    @Override
    public boolean removes() {
        return false;
    }

    @Override
    public boolean ignoresLate() {
        return false;
    }

    @Override
    public boolean readsTopics() {
        return false;
    }

    @Override
    public Session open(BenchEnvironment bench) {
        return new CopySession(bench, PeerTable.create(bench.database()));
    }

    private record CopySession(BenchEnvironment bench, PeerTable table) implements Session {

        @Override
        public void reset() {
            table.empty();
        }

        @Override
        public long take(History history, int step, boolean poison) {
            bench.database().vacuumAndCheckpoint();
            try {
                Path rows = Files.createTempFile(bench.logs(), "rows", ".copy");
                try {
                    write(history, step, rows);
                    return load(rows);
                } finally {
                    Files.delete(rows);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new BenchmarkException("cannot load the rows", e);
            }
        }

        private static void write(History history, int step, Path rows) throws IOException {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows))) {
                history.forEachReport(step, report -> {
                    try {
                        CopyEncoder.write(report, out);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            try (FileChannel written = FileChannel.open(rows, StandardOpenOption.WRITE)) {
                written.force(true); // otherwise the disk would still be writing during the measurement
            }
        }

        private long load(Path rows) throws SQLException, IOException {
            Connection connection = bench.database().connection();
            long start = System.nanoTime();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    InputStream in = Files.newInputStream(rows)) {
                statement.execute(STAGE);
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, in);
                statement.execute(UPSERT);
                connection.commit();
            } finally {
                connection.setAutoCommit(true);
            }
            return System.nanoTime() - start;
        }

        @Override
        public Digest digest() {
            return table.digest();
        }

        @Override
        public void close() {
            table.empty();
        }
    }
}
