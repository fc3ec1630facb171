package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.fleet.RowEncoder;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.stack.Jars;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.localstack.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Kafka Connect with Debezium's JDBC sink, standalone in its own JVM with the options of Kafka's start script. Its
 * topic contains one plain Avro record per application.
 */
public final class DebeziumSink implements SystemUnderTest {

    private static final String CONNECTOR = "debezium";
    private static final String TOPIC = "bench.rows";
    private static final String DEAD_LETTERS = TOPIC + "-dlq";

    private static final List<String> JVM =
            List.of("-Xms256m", "-Xmx2g", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-Duser.timezone=UTC");

    private final String name;
    private final boolean unnest;
    private final RowEncoder rows;

    private DebeziumSink(String name, boolean unnest) {
        this.name = name;
        this.unnest = unnest;
        // The unnest statement binds microseconds as a number, which PostgreSQL rejects for a timestamp.
        this.rows = unnest ? RowEncoder.timesAsText() : RowEncoder.timesAsMicros();
    }

    /** Batches of upserts, which the JDBC driver rewrites into fewer statements. */
    public static DebeziumSink rewrittenBatches() {
        return new DebeziumSink("debezium-jdbc-sink", false);
    }

    /** The connector's PostgreSQL-specific statement with one array per column. */
    public static DebeziumSink unnest() {
        return new DebeziumSink("debezium-jdbc-unnest", true);
    }

    @Override
    public String name() {
        return name;
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
    public Session open(BenchEnvironment bench) {
        List<String> topics = List.of(TOPIC, DEAD_LETTERS);
        bench.broker().delete(topics);
        topics.forEach(bench.broker()::create);
        PeerTable table = PeerTable.create(bench.database());
        Path worker = write(bench, "connect-worker", worker(bench));
        Path connector = write(bench, "connect-sink", connector(bench));
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(List.of(
                "-cp",
                Jars.connect(bench.checkout()),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                worker.toString(),
                connector.toString()));
        JavaProcess process = JavaProcess.start(name, arguments, Map.of(), bench.logs());
        return PeerSession.of(bench, table, process, "connect-" + CONNECTOR, topics, rows);
    }

    private Map<String, String> worker(BenchEnvironment bench) {
        return Map.of(
                "bootstrap.servers",
                bench.broker().servers(),
                "listeners",
                "http://127.0.0.1:" + FreePorts.choose(0),
                "key.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "value.converter",
                "dev.muster.benchmarks.connect.AvroRowConverter",
                "value.converter.avro.schema",
                rows.schema().replaceAll("\\s+", " "),
                "offset.storage.file.filename",
                bench.logs().resolve("connect.offsets").toString(),
                // The default is one minute; the sink commits each batch, so only the reported progress is affected.
                "offset.flush.interval.ms",
                "250",
                "consumer.max.poll.records",
                "2000",
                "consumer.session.timeout.ms",
                TopicRun.SESSION_TIMEOUT_MS);
    }

    private Map<String, String> connector(BenchEnvironment bench) {
        Map<String, String> environment = bench.peerEnvironment();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "name",
                CONNECTOR,
                "connector.class",
                "io.debezium.connector.jdbc.JdbcSinkConnector",
                "tasks.max",
                "2",
                "topics",
                TOPIC,
                "connection.url",
                value(environment, "JDBC_URL") + "?reWriteBatchedInserts=true",
                "connection.username",
                value(environment, "JDBC_USER"),
                "connection.password",
                value(environment, "JDBC_PASSWORD"),
                "insert.mode",
                "upsert",
                "primary.key.mode",
                "record_value",
                "primary.key.fields",
                "application_id"));
        settings.putAll(Map.of(
                "schema.evolution", "none",
                "collection.name.format", "peer.application",
                "batch.size", "2000",
                "use.reduction.buffer", "true",
                "dialect.postgres.unnest.insert.enabled", Boolean.toString(unnest),
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", DEAD_LETTERS,
                "errors.deadletterqueue.topic.replication.factor", "1"));
        return settings;
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new BenchmarkException(name + " is missing from the environment of the peers");
        }
        return value;
    }

    private static Path write(BenchEnvironment bench, String name, Map<String, String> settings) {
        Path file = bench.logs().resolve(name + ".properties");
        try {
            Files.writeString(
                    file,
                    settings.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
