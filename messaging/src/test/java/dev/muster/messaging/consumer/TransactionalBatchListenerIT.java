package dev.muster.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.outbox.OutboxWakeUp;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.testing.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TransactionalBatchListenerIT {

    private static final String TOPIC = "listener-test";

    private final String schema = "listener_" + UUID.randomUUID().toString().replace("-", "");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DriverManagerDataSource dataSource = new DriverManagerDataSource(
            Infrastructure.shared().jdbcUrl(),
            Infrastructure.shared().adminUser(),
            Infrastructure.shared().adminPassword());
    private final JdbcTemplate database = new JdbcTemplate(dataSource);
    private final List<List<ConsumerRecord<byte[], byte[]>>> remembered = new ArrayList<>();
    private int batches;

    @BeforeEach
    void createTables() throws IOException {
        database.execute("create schema " + schema);
        dataSource.setSchema(schema);
        try (InputStream outbox = OutboxWriter.class.getResourceAsStream("/db/outbox/V1__outbox.sql")) {
            database.execute(new String(outbox.readAllBytes(), UTF_8));
        }
        database.execute("create table taken (key text primary key check (key not like 'refused%'))");
    }

    @AfterEach
    void dropTables() {
        database.execute("drop schema " + schema + " cascade");
    }

    @Test
    void oneRefusedRecordAmongTwoThousandIsFoundByHalves() {
        List<ConsumerRecord<byte[], byte[]>> poll = poll(2_000);
        poll.set(1_234, record(1_234, "refused"));

        listenerThat(this::insert).onMessage(poll);

        assertThat(count("taken")).isEqualTo(1_999);
        assertThat(deadLetters("storage_rejected")).isOne();
        // The whole poll, at most two batches for each of the eleven halvings, and the dead letter's transaction
        // without one.
        assertThat(batches).isLessThanOrEqualTo(1 + 2 * 11);
        assertThat(remembered.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(poll);
    }

    @Test
    void internalErrorOfOneRecordIsADeadLetterOfThatRecord() {
        listenerThat(keys -> {
                    if (keys.contains("key-1")) {
                        throw new IllegalStateException("a fault");
                    }
                    insert(keys);
                })
                .onMessage(poll(3));

        assertThat(database.queryForList("select key from taken order by key", String.class))
                .containsExactly("key-0", "key-2");
        assertThat(deadLetters("internal_error")).isOne();
    }

    @Test
    void unprocessableRecordKeepsItsReason() {
        listenerThat(keys -> {
                    throw new UnprocessableRecordException(
                            "name_taken", "choose another name", new IllegalStateException());
                })
                .onMessage(poll(2));

        assertThat(deadLetters("name_taken")).isEqualTo(2);
        assertThat(count("taken")).isZero();
    }

    @Test
    void uniqueViolationOfOneRecordIsTriedAgain() {
        listenerThat(keys -> {
                    if (batches == 1) {
                        database.update("insert into taken (key) values ('other'), ('other')");
                    }
                    insert(keys);
                })
                .onMessage(poll(1));

        assertThat(count("taken")).isOne();
        assertThat(registry.find("muster.dead.letters").counter()).isNull();
    }

    @Test
    void transientFailureIsThrownAndStoresNothing() {
        TransactionalBatchListener<String> listener = listenerThat(keys -> {
            insert(keys);
            throw new DataAccessResourceFailureException("the database is away");
        });

        assertThatThrownBy(() -> listener.onMessage(poll(3))).isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(count("taken")).isZero();
        assertThat(count("outbox_page")).isZero();
    }

    @Test
    void deadLetterHasNoCredentials() {
        ConsumerRecord<byte[], byte[]> record = record(0, "refused");
        record.headers().add("Authorization", "Bearer secret-token".getBytes(UTF_8));

        listenerThat(this::insert).onMessage(List.of(record));

        assertThat(deadLetters("storage_rejected")).isOne();
        assertThat(deadLetters("secret-token")).isZero();
    }

    private TransactionalBatchListener<String> listenerThat(Consumer<List<String>> handler) {
        OutboxWriter outbox =
                new OutboxWriter(dataSource, OutboxSettings.DEFAULT, new OutboxWakeUp(OutboxSettings.DEFAULT));
        return new TransactionalBatchListener<>(
                "test",
                BatchHandler.<String>of(record -> new String(record.key(), UTF_8), keys -> {
                    batches++;
                    handler.accept(keys);
                }),
                new DeadLetterWriter(outbox, registry, Clock.systemUTC()),
                records -> remembered.add(List.copyOf(records)),
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                registry);
    }

    private void insert(List<String> keys) {
        database.update("insert into taken (key) select unnest(?::text[])", (Object) keys.toArray(String[]::new));
    }

    private int count(String table) {
        return database.queryForList("select count(*) from " + table, Integer.class)
                .get(0);
    }

    /** How many dead letters have the text in a header or in their content. */
    private int deadLetters(String text) {
        return database
                .query("select messages from outbox_page", (row, number) -> new String(row.getBytes(1), UTF_8))
                .stream()
                .mapToInt(page -> page.split(text, -1).length - 1)
                .sum();
    }

    private static List<ConsumerRecord<byte[], byte[]>> poll(int size) {
        return new ArrayList<>(
                IntStream.range(0, size).mapToObj(i -> record(i, "key-" + i)).toList());
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key) {
        return new ConsumerRecord<>(TOPIC, 0, offset, key.getBytes(UTF_8), new byte[1]);
    }
}
