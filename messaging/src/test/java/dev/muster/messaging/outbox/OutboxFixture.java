package dev.muster.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.muster.messaging.database.DatabaseGauges;
import dev.muster.messaging.database.SessionSockets;
import dev.muster.messaging.database.WatchSession;
import dev.muster.testing.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox in its own schema and with its own topic, and a consumer of that topic. */
final class OutboxFixture implements AutoCloseable {

    private static final int PARTITIONS = 3;

    final String topic = "outbox-test-" + UUID.randomUUID();
    final JdbcTemplate database;
    final TransactionTemplate transaction;
    private final String schema = "outbox_" + UUID.randomUUID().toString().replace("-", "");
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OutboxWakeUp wakeUp = new OutboxWakeUp(OutboxSettings.DEFAULT);
    private final Infrastructure infrastructure;
    private final DriverManagerDataSource dataSource;
    private final List<OutboxRelay> relays = new CopyOnWriteArrayList<>();
    private final OutboxListener listener;
    private final List<EventRestater> restaters = new ArrayList<>();
    private final ConcurrentLinkedQueue<ConsumerRecord<byte[], byte[]>> received = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread follower = new Thread(this::follow, "follower");

    OutboxFixture(Infrastructure infrastructure) {
        this.infrastructure = infrastructure;
        dataSource = new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword());
        new JdbcTemplate(dataSource).execute("create schema " + schema);
        dataSource.setSchema(schema);
        listener = new OutboxListener(dataSource, payload -> relays.forEach(relay -> relay.onNotification(payload)));
        database = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        try (InputStream migration = OutboxWriter.class.getResourceAsStream("/db/outbox/V1__outbox.sql");
                Admin admin = Admin.create(Map.of("bootstrap.servers", infrastructure.bootstrapServers()))) {
            database.execute(new String(migration.readAllBytes(), UTF_8));
            database.execute("create table state (key text primary key, revision bigint not null)");
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        follower.start();
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** A writer of the process that {@link #startRelay()} and {@link #append} simulate. */
    OutboxWriter writer() {
        return writer(wakeUp);
    }

    /** A writer of another process. */
    OutboxWriter writer(OutboxWakeUp process) {
        return new OutboxWriter(dataSource, OutboxSettings.DEFAULT, process);
    }

    /** Not started; the caller closes the gauges. */
    DatabaseGauges metrics() {
        return new DatabaseGauges(
                OutboxMetrics.QUERIES,
                new WatchSession(
                        infrastructure.jdbcUrl(),
                        infrastructure.adminUser(),
                        infrastructure.adminPassword(),
                        schema,
                        new SessionSockets(),
                        Duration.ofSeconds(2)));
    }

    /** Starts a relay with a long poll interval, so that only a wake-up explains a quick delivery. */
    OutboxRelay startRelay() {
        return startRelay(this::producer);
    }

    OutboxRelay startRelay(Supplier<Producer<byte[], byte[]>> producers) {
        return startRelay(dataSource, producers);
    }

    OutboxRelay startRelay(DataSource sessions, Supplier<Producer<byte[], byte[]>> producers) {
        OutboxRelay relay = new OutboxRelay(
                0,
                new OutboxSettings(1, Duration.ofMinutes(1), 2),
                sessions,
                producers,
                wakeUp,
                restater(),
                Clock.systemUTC());
        if (relays.isEmpty()) {
            listener.start();
        }
        relays.add(relay);
        relay.start();
        return relay;
    }

    /** Starts relays of several lanes, as another process; the caller closes them. */
    OutboxRelays startRelays(int lanes, Supplier<Producer<byte[], byte[]>> producers) {
        OutboxSettings settings = new OutboxSettings(lanes, Duration.ofSeconds(1), 2);
        return startRelays(settings, producers, new OutboxWakeUp(settings));
    }

    OutboxRelays startRelays(
            OutboxSettings settings, Supplier<Producer<byte[], byte[]>> producers, OutboxWakeUp process) {
        OutboxRelays started =
                new OutboxRelays(settings, dataSource, producers, process, restater(), Clock.systemUTC());
        started.start();
        return started;
    }

    Producer<byte[], byte[]> producer() {
        return OutboxProducer.create(
                Map.of("bootstrap.servers", infrastructure.bootstrapServers()),
                new EventSettings(EventSettings.Compression.LZ4));
    }

    /** A restater of another process. Values of the topic are revisions of the table {@code state}. */
    EventRestater restater() {
        EventTopic states =
                new EventTopic(topic, "select key, revision from state where key = any(?) order by key", value -> {
                    String text = new String(value, UTF_8);
                    return text.matches("[0-9]+") ? Long.parseLong(text) : -1;
                });
        EventRestater restater = new EventRestater(
                List.of(states),
                Map.of("bootstrap.servers", infrastructure.bootstrapServers()),
                dataSource,
                transaction,
                writer(),
                meters);
        restaters.add(restater);
        return restater;
    }

    OutboxMessage message(String key, String value) {
        return new OutboxMessage(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    void append(OutboxMessage... messages) {
        transaction.executeWithoutResult(status -> writer().append(List.of(messages)));
    }

    /** Appends with this number of lanes, as a process without relays. */
    void append(int lanes, OutboxMessage... messages) {
        OutboxSettings settings = new OutboxSettings(lanes, Duration.ofSeconds(1), 2);
        OutboxWriter writer = new OutboxWriter(dataSource, settings, new OutboxWakeUp(settings));
        transaction.executeWithoutResult(status -> writer.append(List.of(messages)));
    }

    String schema() {
        return schema;
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    List<ConsumerRecord<byte[], byte[]>> received() {
        return List.copyOf(received);
    }

    List<String> received(String key) {
        return received.stream()
                .filter(record -> key.equals(new String(record.key(), UTF_8)))
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    int depth() {
        return number("select count(*) from outbox_page");
    }

    int number(String sql) {
        return requireNonNull(database.queryForObject(sql, Integer.class));
    }

    /** Terminates the sessions that hold the lane, as a crash of their process would. */
    void killRelaySessions() {
        database.execute("""
                select pg_terminate_backend(l.pid)
                  from pg_locks l
                 where l.locktype = 'advisory' and l.granted
                   and l.classid = ('x' || lpad(to_hex(hashtext('outbox_' || current_schema())), 8, '0'))::bit(32)::bigint::oid
                """);
    }

    @Override
    public void close() {
        listener.stop();
        relays.forEach(OutboxRelay::close);
        restaters.forEach(restater -> restater.stop(System.nanoTime()));
        closed.set(true);
    }

    private void follow() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", infrastructure.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions());
            while (!closed.get()) {
                consumer.poll(Duration.ofMillis(50)).forEach(received::add);
            }
        }
    }
}
