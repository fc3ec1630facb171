package dev.muster.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.cli.agreement.Agreement;
import dev.muster.cli.agreement.Database;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.testing.Infrastructure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Both services on a broker and a database, and the hands of an agent, a command producer and an operator. */
final class Pipeline implements AutoCloseable {

    final ServiceUnderTest ingest;
    final ServiceUnderTest assignment;
    private final KafkaConnection kafka;
    private final Database database;
    private final KafkaProducer<byte[], byte[]> producer;

    private Pipeline(Infrastructure infrastructure) {
        String brokers = infrastructure.bootstrapServers();
        ingest = new ServiceUnderTest(
                "ingest", environment(infrastructure, infrastructure.ingestUser(), infrastructure.ingestPassword()));
        assignment = new ServiceUnderTest(
                "assignment",
                behindAProxy(environment(
                        infrastructure, infrastructure.assignmentUser(), infrastructure.assignmentPassword())));
        kafka = KafkaConnection.to(brokers, Duration.ofSeconds(30));
        database = new Database(infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Pipeline start(Infrastructure infrastructure) {
        Pipeline pipeline = new Pipeline(infrastructure);
        // In either order: the assignment service waits for the view that the ingest service makes.
        pipeline.ingest.start();
        pipeline.assignment.start();
        pipeline.ingest.awaitReady();
        pipeline.assignment.awaitReady();
        return pipeline;
    }

    <T extends SpecificRecord> void publish(String topic, String key, SingleObjectCodec<T> codec, T record) {
        publish(topic, key, codec.encode(record));
    }

    void publish(String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows that a reader of the database sees. */
    List<Map<String, @Nullable Object>> query(String sql, Object... parameters) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return rows(statement.executeQuery());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the topics, replayed, say the same as the views. */
    Agreement agreement() {
        try {
            return Agreement.check(kafka, database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, @Nullable Object>> rows(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, @Nullable Object> row = new HashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, String> environment(Infrastructure infrastructure, String user, String password) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                infrastructure.bootstrapServers(),
                "JDBC_URL",
                infrastructure.jdbcUrl(),
                "JDBC_USER",
                user,
                "JDBC_PASSWORD",
                password);
    }

    private static Map<String, String> behindAProxy(Map<String, String> environment) {
        Map<String, String> behind = new HashMap<>(environment);
        behind.put("SERVER_FORWARD_HEADERS_STRATEGY", "framework");
        return behind;
    }

    @Override
    public void close() {
        assignment.close();
        ingest.close();
        producer.close();
    }
}
