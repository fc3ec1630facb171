package dev.muster.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportReceipt;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The service on real Kafka and PostgreSQL, seen as its users see it: topics in, views and topics out. */
public final class IngestPipeline {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final SingleObjectCodec<ApplicationEvent> EVENTS = SingleObjectCodec.of(ApplicationEvent.class);
    private static final SingleObjectCodec<ReportReceipt> RECEIPTS = SingleObjectCodec.of(ReportReceipt.class);

    private final ConfigurableApplicationContext context;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicTail tail;
    private final JdbcTemplate database;

    private IngestPipeline(Infrastructure infrastructure) {
        context = start(infrastructure);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.bootstrapServers(), "max.request.size", 20_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        tail = new TopicTail(
                infrastructure.bootstrapServers(),
                List.of(
                        Topics.INVENTORY_APPLICATIONS,
                        Topics.INVENTORY_RECEIPTS,
                        Topics.deadLettersOf(Topics.INVENTORY_REPORTS),
                        Topics.deadLettersOf(Topics.INVENTORY_COMMANDS)));
        database = new JdbcTemplate(new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()));
    }

    /** The one of this JVM. */
    public static IngestPipeline shared() {
        return Shared.INSTANCE;
    }

    /** Starts the service as its operator would. */
    public static ConfigurableApplicationContext start(Infrastructure infrastructure, String... properties) {
        return new SpringApplicationBuilder(IngestService.class)
                .properties(
                        "KAFKA_BOOTSTRAP_SERVERS=" + infrastructure.bootstrapServers(),
                        "JDBC_URL=" + infrastructure.jdbcUrl(),
                        "JDBC_USER=" + infrastructure.ingestUser(),
                        "JDBC_PASSWORD=" + infrastructure.ingestPassword(),
                        "SERVER_PORT=0",
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE=")
                .properties(properties)
                .run();
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public JdbcTemplate database() {
        return database;
    }

    /** Publishes a report under its system's key and waits for the acknowledgement. */
    public void publish(InventoryReport report) {
        publish(Topics.INVENTORY_REPORTS, report.getSystemId(), REPORTS.encode(report));
    }

    public void publish(String topic, @Nullable String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of the published view for one system, in order of their ids. */
    public List<Map<String, @Nullable Object>> applications(String systemId) {
        return database.queryForList(
                "select * from inventory.applications where system_id = ? order by application_id", systemId);
    }

    public List<ApplicationEvent> events(String systemId) {
        return tail.records(Topics.INVENTORY_APPLICATIONS).stream()
                .filter(record -> keyOf(record).startsWith(systemId + "_") && record.value() != null)
                .map(record -> decode(EVENTS, record))
                .toList();
    }

    public List<ReportReceipt> receipts(String systemId) {
        return tail.records(Topics.INVENTORY_RECEIPTS).stream()
                .filter(record -> keyOf(record).equals(systemId))
                .map(record -> decode(RECEIPTS, record))
                .toList();
    }

    /** The dead letters of inventory.reports under the given key. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters(@Nullable String key) {
        return tail.records(Topics.deadLettersOf(Topics.INVENTORY_REPORTS)).stream()
                .filter(record ->
                        key == null ? record.key() == null : keyOf(record).equals(key))
                .toList();
    }

    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    private static <T extends SpecificRecord> T decode(
            SingleObjectCodec<T> codec, ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.value());
        } catch (dev.muster.schemas.UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final IngestPipeline INSTANCE = new IngestPipeline(Infrastructure.shared());
    }
}
