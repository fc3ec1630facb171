package dev.muster.ingestservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.inventory.ReportReceipt;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import dev.muster.testing.TopicTail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/** The service on real Kafka and PostgreSQL, accessed through its topics, views and HTTP API. */
public final class IngestPipeline {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final SingleObjectCodec<ApplicationEvent> EVENTS = SingleObjectCodec.of(ApplicationEvent.class);
    private static final SingleObjectCodec<InventorySystemEvent> SYSTEM_EVENTS =
            SingleObjectCodec.of(InventorySystemEvent.class);
    private static final SingleObjectCodec<ReportReceipt> RECEIPTS = SingleObjectCodec.of(ReportReceipt.class);

    private final Infrastructure infrastructure;
    private final KafkaProducer<byte[], byte[]> producer;
    private final JdbcTemplate database;
    private ConfigurableApplicationContext context;
    private final TopicTail tail;

    private IngestPipeline(Infrastructure infrastructure) {
        this.infrastructure = infrastructure;
        context = start(infrastructure, List.of());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.bootstrapServers(), "max.request.size", 20_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        tail = new TopicTail(
                infrastructure.bootstrapServers(),
                List.of(
                        Topics.INVENTORY_APPLICATIONS,
                        Topics.INVENTORY_RECEIPTS,
                        Topics.INVENTORY_SYSTEMS,
                        Topics.deadLettersOf(Topics.INVENTORY_REPORTS),
                        Topics.deadLettersOf(Topics.INVENTORY_COMMANDS)));
        database = new JdbcTemplate(new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()));
    }

    /** Creates a pipeline on separate servers, which the caller closes. */
    public static IngestPipeline on(Infrastructure infrastructure) {
        return new IngestPipeline(infrastructure);
    }

    /** The shared pipeline of this JVM. */
    public static IngestPipeline shared() {
        return Shared.INSTANCE;
    }

    /** Starts the service with environment settings and, for tests that need hooks, additional configuration classes. */
    public static ConfigurableApplicationContext start(
            Infrastructure infrastructure, List<String> settings, Class<?>... more) {
        return new SpringApplicationBuilder(IngestService.class)
                .sources(more)
                .properties(
                        "KAFKA_BOOTSTRAP_SERVERS=" + infrastructure.bootstrapServers(),
                        "JDBC_URL=" + infrastructure.jdbcUrl(),
                        "JDBC_USER=" + infrastructure.ingestUser(),
                        "JDBC_PASSWORD=" + infrastructure.ingestPassword(),
                        "SERVER_PORT=0",
                        // All tests call from one address.
                        "MUSTER_LIMITS_FAILED_LOGINS_PER_ADDRESS=0",
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE=")
                .properties(settings.toArray(String[]::new))
                .run();
    }

    /** Stops the service as SIGTERM does. */
    public void stopService() {
        context.close();
    }

    /**
     * Starts the service again, with settings of the form NAME=value, and returns when its consumers have joined their groups:
     * a service that is stopped earlier blocks its groups until the session timeout.
     */
    public void startService(List<String> settings, Class<?>... more) {
        context = start(infrastructure, settings, more);
        KafkaListenerEndpointRegistry listeners = context.getBean(KafkaListenerEndpointRegistry.class);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> listeners.getListenerContainers().stream().allMatch(IngestPipeline::isAssigned));
    }

    private static boolean isAssigned(MessageListenerContainer listener) {
        return ((ConcurrentMessageListenerContainer<?, ?>) listener)
                .getContainers().stream()
                        .allMatch(one -> !requireNonNullElse(one.getAssignedPartitions(), List.of())
                                .isEmpty());
    }

    /** Base URL of the service. */
    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    public HttpResponse<String> get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url() + path)).build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isReady() {
        return get("/actuator/health/readiness").statusCode() == 200;
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

    /** Publishes a report that requests a receipt, and waits for the receipt. */
    public ReportReceipt publishAndAwaitReceipt(InventoryReport.Builder report) {
        InventoryReport withReceipt = report.setReceipt(true).build();
        int before = receiptsOf(withReceipt).size();
        publish(withReceipt);
        return await().until(() -> receiptsOf(withReceipt), receipts -> receipts.size() > before)
                .get(before);
    }

    private List<ReportReceipt> receiptsOf(InventoryReport report) {
        return receipts(report.getSystemId()).stream()
                .filter(receipt -> receipt.getReportId().equals(report.getReportId()))
                .toList();
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

    /** The only row of the published view for one system. */
    public Map<String, @Nullable Object> application(String systemId) {
        return database.queryForMap("select * from inventory.applications where system_id = ?", systemId);
    }

    /** A time of the only row of the published view for one system. */
    public @Nullable Instant time(String systemId, String column) {
        Timestamp time = (Timestamp) application(systemId).get(column);
        return time == null ? null : time.toInstant();
    }

    public List<ApplicationEvent> events(String systemId) {
        return tail.records(Topics.INVENTORY_APPLICATIONS).stream()
                .filter(record -> keyOf(record).startsWith(systemId + "_") && record.value() != null)
                .map(record -> decode(EVENTS, record))
                .toList();
    }

    /** The events of one system on inventory.systems. */
    public List<InventorySystemEvent> systemEvents(String systemId) {
        return tail.records(Topics.INVENTORY_SYSTEMS).stream()
                .filter(record -> keyOf(record).equals(systemId))
                .map(record -> decode(SYSTEM_EVENTS, record))
                .toList();
    }

    public List<ReportReceipt> receipts(String systemId) {
        return tail.records(Topics.INVENTORY_RECEIPTS).stream()
                .filter(record -> keyOf(record).equals(systemId))
                .map(record -> decode(RECEIPTS, record))
                .toList();
    }

    /** Everything on inventory.applications. */
    public List<ConsumerRecord<byte[], byte[]>> applicationRecords() {
        return tail.records(Topics.INVENTORY_APPLICATIONS);
    }

    /** The dead letters of inventory.commands. */
    public List<ConsumerRecord<byte[], byte[]>> deadCommands() {
        return tail.records(Topics.deadLettersOf(Topics.INVENTORY_COMMANDS));
    }

    /** The dead letters of inventory.reports. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return tail.records(Topics.deadLettersOf(Topics.INVENTORY_REPORTS));
    }

    /** The dead letters of inventory.reports under the given key. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters(String key) {
        return deadLetters().stream()
                .filter(record -> keyOf(record).equals(key))
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
