package dev.muster.assignmentservice.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OwnershipEvent;
import dev.muster.assignmentservice.AssignmentService;
import dev.muster.directory.ChangeOrganization;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.OrganizationType;
import dev.muster.inventory.FreshnessState;
import dev.muster.inventory.InventorySystemChange;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.localstack.FreePorts;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.testing.Infrastructure;
import dev.muster.testing.TopicTail;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

/** The service with real Kafka and PostgreSQL, tested through its topics, views and HTTP endpoints. */
public final class Pipeline {

    private static final SingleObjectCodec<AssignmentCommand> COMMANDS = SingleObjectCodec.of(AssignmentCommand.class);
    private static final SingleObjectCodec<CommandOutcome> OUTCOMES = SingleObjectCodec.of(CommandOutcome.class);
    private static final SingleObjectCodec<OwnershipEvent> OWNERSHIPS = SingleObjectCodec.of(OwnershipEvent.class);
    private static final SingleObjectCodec<InventorySystemEvent> SYSTEMS =
            SingleObjectCodec.of(InventorySystemEvent.class);
    private static final SingleObjectCodec<DirectoryCommand> DIRECTORY = SingleObjectCodec.of(DirectoryCommand.class);
    private static final SingleObjectCodec<OrganizationEvent> ORGANIZATIONS =
            SingleObjectCodec.of(OrganizationEvent.class);

    private final Inventory inventory;
    private final int port;
    private final ConfigurableApplicationContext context;
    private final KafkaProducer<byte[], byte[]> producer;
    private final TopicTail tail;
    private final JdbcTemplate database;

    /** Starts the service on the given servers with additional properties. */
    public Pipeline(Infrastructure infrastructure, String... properties) {
        this(infrastructure, List.of(), properties);
    }

    /** Starts the service with additional sources of beans. */
    public Pipeline(Infrastructure infrastructure, List<Class<?>> more, String... properties) {
        inventory = Inventory.of(infrastructure);
        port = FreePorts.choose(0);
        context = start(
                infrastructure,
                more,
                Stream.concat(Stream.of("SERVER_PORT=" + port), Stream.of(properties))
                        .toArray(String[]::new));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.bootstrapServers(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        tail = new TopicTail(
                infrastructure.bootstrapServers(),
                List.of(
                        Topics.ASSIGNMENT_OUTCOMES,
                        Topics.ASSIGNMENT_OWNERSHIPS,
                        Topics.DIRECTORY_ORGANIZATIONS,
                        Topics.DIRECTORY_SYSTEMS,
                        Topics.ASSIGNMENT_RULE_SETS,
                        Topics.deadLettersOf(Topics.ASSIGNMENT_COMMANDS),
                        Topics.deadLettersOf(Topics.DIRECTORY_COMMANDS),
                        Topics.deadLettersOf(Topics.INVENTORY_APPLICATIONS)));
        database = new JdbcTemplate(new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()));
    }

    /** The instance shared by the tests of this JVM, with short timeouts and intervals. */
    public static Pipeline shared() {
        return Shared.INSTANCE;
    }

    /** Starts the service from its settings. */
    public static ConfigurableApplicationContext start(Infrastructure infrastructure, String... properties) {
        return start(infrastructure, List.of(), properties);
    }

    private static ConfigurableApplicationContext start(
            Infrastructure infrastructure, List<Class<?>> more, String... properties) {
        return new SpringApplicationBuilder(AssignmentService.class)
                .sources(more.toArray(Class<?>[]::new))
                .properties(
                        "KAFKA_BOOTSTRAP_SERVERS=" + infrastructure.bootstrapServers(),
                        "JDBC_URL=" + infrastructure.jdbcUrl(),
                        "JDBC_USER=" + infrastructure.assignmentUser(),
                        "JDBC_PASSWORD=" + infrastructure.assignmentPassword(),
                        "SERVER_PORT=0",
                        // All tests call from one address, with bad tokens that begin alike.
                        "MUSTER_LIMITS_FAILED_LOGINS_PER_ADDRESS=0",
                        "MUSTER_LIMITS_FAILED_LOGINS=100",
                        "MUSTER_TOPICS_PARTITIONS=3",
                        "LOGGING_STRUCTURED_FORMAT_CONSOLE=")
                .properties(properties)
                .run();
    }

    public Inventory inventory() {
        return inventory;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    /** The URI of an HTTP endpoint. */
    public URI http(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    public JdbcTemplate database() {
        return database;
    }

    /** An id that no other test uses. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A present application with a unique id. */
    public String application() {
        String id = unique("system") + "_mail1";
        inventory.appear(id);
        return id;
    }

    /** Registers an organization of type OWNER and waits for its event. */
    public String owner(boolean rebranding) {
        return register(OrganizationType.OWNER, null, rebranding);
    }

    /** Registers an organization and waits for its event. */
    public String register(OrganizationType type, @Nullable String parentId, boolean rebranding) {
        String id = unique("organization");
        register(id, type, parentId, rebranding);
        return id;
    }

    public void register(String id, OrganizationType type, @Nullable String parentId, boolean rebranding) {
        send(Commands.directory(Commands.organization(id, type, parentId, rebranding)), id);
        await().until(() -> !organizationEvents(id).isEmpty());
    }

    /** Changes the organization and waits for the event. */
    public void change(String id, UnaryOperator<ChangeOrganization.Builder> change) {
        int before = organizationEvents(id).size();
        send(Commands.directory(change.apply(Commands.change(id)).build()), id);
        await().until(() -> organizationEvents(id).size() > before);
    }

    public void send(AssignmentCommand command) {
        send(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId().getBytes(UTF_8), encode(command));
    }

    /** Sends with a timestamp, which applies if the topic has CreateTime. */
    public void sendAt(Instant time, AssignmentCommand command) {
        try {
            producer.send(new ProducerRecord<>(
                            Topics.ASSIGNMENT_COMMANDS,
                            null,
                            time.toEpochMilli(),
                            command.getApplicationId().getBytes(UTF_8),
                            encode(command)))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] encode(AssignmentCommand command) {
        return COMMANDS.encode(command);
    }

    public static byte[] encode(DirectoryCommand command) {
        return DIRECTORY.encode(command);
    }

    public void send(DirectoryCommand command, String organizationId) {
        send(Topics.DIRECTORY_COMMANDS, organizationId.getBytes(UTF_8), DIRECTORY.encode(command));
    }

    /** Sends an event of the application, as the ingest service does. */
    public void sendInventoryEvent(String applicationId) {
        send(Topics.INVENTORY_APPLICATIONS, applicationId.getBytes(UTF_8), new byte[] {0});
    }

    /** Publishes the state of a system, as the ingest service does, and waits until it is stored. */
    public void publishSystem(String systemId, FreshnessState state) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        InventorySystemEvent event = InventorySystemEvent.newBuilder()
                .setSystemId(systemId)
                .setRevision(1)
                .setChange(InventorySystemChange.APPEARED)
                .setState(state)
                .setStateSince(now)
                .setSightedAt(now)
                .setLastInventoryAt(now)
                .setCollector("test/1")
                .setApplications(1)
                .setStaleAfterS(93_600)
                .setMissingAfterS(691_200)
                .setRecordedAt(now)
                .build();
        send(Topics.INVENTORY_SYSTEMS, systemId.getBytes(UTF_8), SYSTEMS.encode(event));
        await().until(() -> number(
                        "select count(*) from assignment.system_state where system_id = ? and state = ?",
                        systemId,
                        state.name())
                == 1);
    }

    public void send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        send(topic, key, value, Map.of());
    }

    /** Sends with headers; returns the offset of the record. */
    public long send(String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        try {
            return producer.send(record).get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for an outcome of the command and returns the last one. */
    public CommandOutcome outcome(AssignmentCommand command) {
        await().until(() -> !outcomes(command).isEmpty());
        List<CommandOutcome> all = outcomes(command);
        return all.get(all.size() - 1);
    }

    /** Sends and waits for the outcome. */
    public CommandOutcome decide(AssignmentCommand command) {
        send(command);
        return outcome(command);
    }

    public List<CommandOutcome> outcomes(AssignmentCommand command) {
        return outcomes(command.getApplicationId()).stream()
                .filter(outcome -> outcome.getCommandId().equals(command.getCommandId()))
                .toList();
    }

    public List<CommandOutcome> outcomes(String applicationId) {
        return of(Topics.ASSIGNMENT_OUTCOMES, applicationId, OUTCOMES);
    }

    public List<OwnershipEvent> ownershipEvents(String applicationId) {
        return of(Topics.ASSIGNMENT_OWNERSHIPS, applicationId, OWNERSHIPS);
    }

    public List<OrganizationEvent> organizationEvents(String organizationId) {
        return of(Topics.DIRECTORY_ORGANIZATIONS, organizationId, ORGANIZATIONS);
    }

    /** The dead letters of a source topic with the key. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters(String topic, @Nullable String key) {
        return tail.records(Topics.deadLettersOf(topic)).stream()
                .filter(record ->
                        key == null ? record.key() == null : keyOf(record).equals(key))
                .toList();
    }

    /** Waits for the first dead letter of a source topic with the key; returns its reason. */
    public String deadLetterReason(String topic, @Nullable String key) {
        await().until(() -> !deadLetters(topic, key).isEmpty());
        return header(deadLetters(topic, key).get(0), "dead-letter-reason");
    }

    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** The row of the published view. */
    public Map<String, @Nullable Object> row(String applicationId) {
        return database.queryForMap("select * from assignment.applications where application_id = ?", applicationId);
    }

    /** Queries a number as the database's superuser. */
    public int number(String query, Object... arguments) {
        return Objects.requireNonNull(database.queryForObject(query, Integer.class, arguments));
    }

    /** Counts records of the topic by a prefix of their keys. */
    public long eventsUnder(String topic, String prefix) {
        return tail.records(topic).stream()
                .filter(record -> keyOf(record).startsWith(prefix))
                .count();
    }

    /** The records of the topic with the key, tombstones included. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic, String key) {
        return tail.records(topic).stream()
                .filter(record -> keyOf(record).equals(key))
                .toList();
    }

    private <T extends SpecificRecord> List<T> of(String topic, String key, SingleObjectCodec<T> codec) {
        return records(topic, key).stream()
                .filter(record -> record.value() != null)
                .map(record -> decode(codec, record))
                .toList();
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    private static <T extends SpecificRecord> T decode(
            SingleObjectCodec<T> codec, ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.value());
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final Pipeline INSTANCE = new Pipeline(
                Infrastructure.shared(),
                Stream.concat(
                                TestIssuer.shared().settings().stream(),
                                Stream.of(
                                        "MUSTER_PARKING_EXPIRES_AFTER=2s",
                                        "MUSTER_WAITING_SWEEP_INTERVAL=200ms",
                                        "MUSTER_WAITING_MAX_PER_APPLICATION=3",
                                        "MUSTER_REBRANDING_POLL_INTERVAL=100ms"))
                        .toArray(String[]::new));
    }
}
