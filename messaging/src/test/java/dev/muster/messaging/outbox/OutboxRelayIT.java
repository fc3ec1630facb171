package dev.muster.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.muster.messaging.database.DatabaseGauges;
import dev.muster.testing.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class OutboxRelayIT {

    private static final String LISTENERS = """
            select count(*) from pg_stat_activity
             where datname = current_database() and query = 'listen "outbox_' || current_schema() || '"'
            """;

    private static final String LANES_OWNED = """
            select count(*) from pg_locks
             where locktype = 'advisory' and granted
               and classid = ('x' || lpad(to_hex(hashtext('outbox_' || current_schema())), 8, '0'))::bit(32)::bigint::oid
            """;

    private final OutboxFixture outbox = new OutboxFixture(Infrastructure.shared());

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void sendsAMessageWithoutWaitingForThePoll() {
        OutboxRelay relay = outbox.startRelay();
        await().until(() -> relay.state() == OutboxRelay.State.RELAYING);

        outbox.append(outbox.message("key", "value"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("value"));
        await().until(() -> outbox.depth() == 0);
    }

    @Test
    void preservesKeyValueHeadersAndTombstones() {
        outbox.startRelay();

        outbox.append(
                new OutboxMessage(
                        outbox.topic,
                        null,
                        new byte[] {0, 1, 2},
                        List.of(
                                new OutboxMessage.Header("reason", "why".getBytes(UTF_8)),
                                new OutboxMessage.Header("empty", null))),
                new OutboxMessage(outbox.topic, "gone".getBytes(UTF_8), null));

        await().until(() -> outbox.received().size() == 2);
        assertThat(outbox.received()).anySatisfy(record -> {
            assertThat(record.key()).isNull();
            assertThat(record.value()).containsExactly(0, 1, 2);
            assertThat(record.headers().lastHeader("reason").value()).isEqualTo("why".getBytes(UTF_8));
            assertThat(record.headers().lastHeader("empty").value()).isNull();
        });
        assertThat(outbox.received()).anySatisfy(record -> {
            assertThat(record.key()).isEqualTo("gone".getBytes(UTF_8));
            assertThat(record.value()).isNull();
        });
    }

    @Test
    void sendsNothingOfARolledBackTransaction() {
        outbox.startRelay();

        outbox.transaction.executeWithoutResult(status -> {
            outbox.writer().append(List.of(outbox.message("key", "rolled back")));
            status.setRollbackOnly();
        });
        outbox.append(outbox.message("key", "kept"));

        await().untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("kept"));
    }

    @Test
    void rejectsAppendOutsideATransaction() {
        assertThatThrownBy(() -> outbox.writer().append(List.of(outbox.message("key", "value"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void keepsTheCommitOrderOfMessagesOfOneKey() throws Exception {
        outbox.startRelay();
        writeConcurrently(4, 100);

        await().until(() -> outbox.received("counter").size() == 400);
        assertThat(outbox.received("counter"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 400)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void sendsATransactionOfManyPagesWithoutWaiting() {
        OutboxRelay relay = outbox.startRelay();
        await().until(() -> relay.state() == OutboxRelay.State.RELAYING);
        String large = "x".repeat(700_000);

        outbox.append(IntStream.range(0, 10)
                .mapToObj(number -> outbox.message("key", number + large))
                .toArray(OutboxMessage[]::new));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> outbox.received("key").size() == 10);
        await().until(() -> outbox.depth() == 0);
    }

    @Test
    void sendsAPageLargerThanOneMebibyte() {
        outbox.startRelay();
        String large = "x".repeat(700_000);

        outbox.append(
                outbox.message("key", large + 1), outbox.message("key", large + 2), outbox.message("key", large + 3));

        await().untilAsserted(
                        () -> assertThat(outbox.received("key")).containsExactly(large + 1, large + 2, large + 3));
    }

    @Test
    void standbyRelayTakesOver() {
        OutboxRelay first = outbox.startRelay();
        await().until(() -> first.state() == OutboxRelay.State.RELAYING);
        OutboxRelay second = outbox.startRelay();
        outbox.append(outbox.message("key", "1"));
        await().untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1"));
        assertThat(second.state()).isEqualTo(OutboxRelay.State.STANDING_BY);

        first.close();
        outbox.append(outbox.message("key", "2"));

        await().untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1", "2"));
        assertThat(second.state()).isEqualTo(OutboxRelay.State.RELAYING);
    }

    @Test
    void sendsNothingAfterAFailedMessage() {
        AtomicBoolean failed = new AtomicBoolean();
        outbox.append(outbox.message("key", "1"), outbox.message("key", "2"), outbox.message("key", "3"));

        outbox.startRelay(() -> Producers.failing(outbox.producer(), record -> !failed.getAndSet(true)));

        await().until(() -> outbox.depth() == 0);
        await().until(() -> outbox.received("key").size() >= 3);
        assertThat(outbox.received("key")).containsExactly("1", "2", "3");
    }

    @Test
    void doesNotResendAcknowledgedPagesOfAFailedRound() {
        AtomicInteger failures = new AtomicInteger();
        outbox.append(outbox.message("taken", "1"));
        outbox.append(outbox.message("refused", "2"));

        outbox.startRelay(() -> Producers.failing(
                outbox.producer(),
                record -> Arrays.equals(record.key(), "refused".getBytes(UTF_8)) && failures.getAndIncrement() < 3));

        await().until(() -> outbox.depth() == 0);
        await().until(() -> !outbox.received("refused").isEmpty());
        assertThat(failures).hasValue(4);
        assertThat(outbox.received("taken")).containsExactly("1");
        assertThat(outbox.received("refused")).containsExactly("2");
    }

    @Test
    void sendsNothingWhileTheDatabaseIsReadOnly() {
        ReadOnlySessions sessions = new ReadOnlySessions(outbox.dataSource());
        OutboxRelay relay = outbox.startRelay(sessions, outbox::producer);
        await().until(() -> relay.state() == OutboxRelay.State.RELAYING);

        sessions.readOnly(true);
        outbox.killRelaySessions();
        outbox.append(outbox.message("key", "1"));
        outbox.append(outbox.message("key", "2"));
        int opened = sessions.opened();
        await().until(() -> sessions.opened() >= opened + 3);
        assertThat(outbox.received()).isEmpty();
        assertThat(relay.failingSince()).isNotNull();

        sessions.readOnly(false);
        await().atMost(Duration.ofSeconds(30)).until(() -> outbox.depth() == 0);
        await().until(() -> outbox.received("key").size() >= 2);
        assertThat(outbox.received("key")).containsExactly("1", "2");
    }

    @Test
    void doesNotResendWhenOnlyTheDeletionFailed() {
        AtomicInteger failures = new AtomicInteger();
        outbox.append(outbox.message("key", "1"), outbox.message("key", "2"));

        outbox.startRelay(() -> Producers.afterFlush(outbox.producer(), () -> {
            if (failures.getAndIncrement() < 2) {
                outbox.killRelaySessions();
            }
        }));

        await().atMost(Duration.ofSeconds(30)).until(() -> outbox.depth() == 0);
        outbox.append(outbox.message("key", "3"));
        await().until(() -> outbox.received("key").contains("3"));
        assertThat(failures.get()).isGreaterThanOrEqualTo(2);
        assertThat(outbox.received("key")).containsExactly("1", "2", "3");
    }

    @Test
    void retriesWithBackoff() {
        List<Instant> attempts = new CopyOnWriteArrayList<>();
        outbox.append(outbox.message("key", "1"));
        outbox.startRelay(outbox.dataSource(), () -> {
            attempts.add(Instant.now());
            throw new KafkaException("the brokers have no address");
        });

        await().atMost(Duration.ofSeconds(30)).until(() -> attempts.size() == 4);

        assertThat(Duration.between(attempts.get(0), attempts.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        assertThat(Duration.between(attempts.get(1), attempts.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(1990));
        assertThat(Duration.between(attempts.get(2), attempts.get(3))).isGreaterThanOrEqualTo(Duration.ofMillis(3990));
    }

    @Test
    void standbyRelayKeepsReportingItsFailure() {
        AtomicBoolean unavailable = new AtomicBoolean(true);
        Supplier<Producer<byte[], byte[]>> producers = () -> {
            if (unavailable.get()) {
                throw new KafkaException("the brokers have no address");
            }
            return outbox.producer();
        };
        OutboxRelay first = outbox.startRelay(producers);
        OutboxRelay second = outbox.startRelay(producers);
        outbox.append(outbox.message("key", "1"));
        await().until(() -> first.failingSince() != null && second.failingSince() != null);
        Instant firstSince = requireNonNull(first.failingSince());
        Instant secondSince = requireNonNull(second.failingSince());

        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(30))
                .until(() -> firstSince.equals(first.failingSince()) && secondSince.equals(second.failingSince()));
        unavailable.set(false);

        await().atMost(Duration.ofSeconds(40))
                .until(() -> first.failingSince() == null && second.failingSince() == null);
        assertThat(outbox.received("key")).containsExactly("1");
    }

    @Test
    void closesRelaysInParallel() {
        for (int key = 0; key < 20; key++) {
            outbox.append(2, outbox.message("key" + key, "value"));
        }
        CountDownLatch firstStarted = new CountDownLatch(1);
        AtomicReference<Thread> second = new AtomicReference<>();
        OutboxRelays relays = outbox.startRelays(2, () -> {
            if (Thread.currentThread().getName().equals("outbox-sender-1")) {
                second.set(Thread.currentThread());
            } else {
                firstStarted.countDown();
                await().atMost(Duration.ofMinutes(1)).until(() -> hasEnded(second.get()));
            }
            return outbox.producer();
        });
        await().until(() -> firstStarted.getCount() == 0 && second.get() != null);

        assertTimeout(Duration.ofSeconds(10), relays::close);
    }

    private static boolean hasEnded(@Nullable Thread thread) {
        return thread != null && !thread.isAlive();
    }

    @Test
    void losesNothingWhenSessionsAreTerminated() throws Exception {
        outbox.startRelay();
        outbox.startRelay();
        ExecutorService killer = Executors.newSingleThreadExecutor();
        Future<?> kills = killer.submit(() -> {
            for (int kill = 1; kill <= 5; kill++) {
                int seen = kill * 50;
                await().until(() -> outbox.received("counter").size() >= seen);
                outbox.killRelaySessions();
            }
        });

        writeConcurrently(2, 200);
        kills.get();
        killer.shutdown();

        await().atMost(Duration.ofSeconds(90)).until(() -> outbox.depth() == 0);
        await().until(() -> outbox.received("counter").contains("400"));
        List<Integer> firstTimes = new ArrayList<>();
        outbox.received("counter").stream().map(Integer::valueOf).forEach(number -> {
            if (!firstTimes.contains(number)) {
                firstTimes.add(number);
            }
        });
        assertThat(firstTimes)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 400).boxed().toList());
    }

    @Test
    void appendSendsNoNotification() throws Exception {
        String channel = "outbox_" + outbox.schema();
        try (Connection connection = outbox.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen \"" + channel + "\"");
            outbox.append(outbox.message("key", "1"));
            outbox.database.execute("notify \"" + channel + "\", 'marker'");

            PGNotification[] notifications =
                    connection.unwrap(PGConnection.class).getNotifications(10_000);

            assertThat(notifications).extracting(PGNotification::getParameter).containsExactly("marker");
        }
    }

    @Test
    void standbyProcessNotifiesTheOwner() {
        OutboxSettings rarePolls = new OutboxSettings(1, Duration.ofMinutes(1), 2);
        OutboxWakeUp standby = new OutboxWakeUp(rarePolls);
        outbox.append(outbox.message("key", "1"));
        try (OutboxRelays owner = outbox.startRelays(rarePolls, outbox::producer, new OutboxWakeUp(rarePolls))) {
            await().untilAsserted(() -> assertThat(outbox.received("key")).contains("1"));
            try (OutboxRelays other = outbox.startRelays(rarePolls, outbox::producer, standby)) {
                await().until(() -> outbox.number(LISTENERS) == 2);
                outbox.transaction.executeWithoutResult(
                        status -> outbox.writer(standby).append(List.of(outbox.message("key", "2"))));

                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1", "2"));
                assertThat(other.problem()).isNull();
            }
            assertThat(owner.problem()).isNull();
        }
    }

    @Test
    void releasesTheLaneOfASuspendedProcess() throws Exception {
        try (OutboxLane stopped = OutboxLane.open(outbox.dataSource(), 0)) {
            assertThat(stopped.tryOwn()).isTrue();
            outbox.append(outbox.message("key", "1"));
            outbox.startRelay();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1"));
        }
    }

    @Test
    void releasesTheLaneOfAProcessSuspendedWhileSending() throws Exception {
        outbox.append(outbox.message("key", "1"));
        try (OutboxLane stopped = OutboxLane.open(outbox.dataSource(), 0)) {
            assertThat(stopped.tryOwn()).isTrue();
            assertThat(stopped.take(1)).hasSize(1);
            outbox.startRelay();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1"));
        }
    }

    @Test
    void keepsTheLaneWhileKafkaIsSlow() {
        CountDownLatch standby = new CountDownLatch(1);
        outbox.append(outbox.message("key", "1"));
        Instant started = Instant.now();
        OutboxRelay owner = outbox.startRelay(() -> Producers.afterFlush(
                outbox.producer(),
                () -> await().atMost(Duration.ofMinutes(1))
                        .until(() -> standby.getCount() == 0 && Instant.now().isAfter(started.plusSeconds(12)))));
        await().until(() -> outbox.number(LANES_OWNED) == 1);
        OutboxRelay other = outbox.startRelay();
        standby.countDown();

        await().atMost(Duration.ofSeconds(30)).until(() -> outbox.depth() == 0);
        assertThat(owner.state()).isEqualTo(OutboxRelay.State.RELAYING);
        assertThat(other.state()).isEqualTo(OutboxRelay.State.STANDING_BY);
        assertThat(outbox.received("key")).containsExactly("1");
    }

    @Test
    void reportsDepthAndAge() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (DatabaseGauges gauges = outbox.metrics()) {
            gauges.bindTo(registry);
            gauges.start();
            await().until(() -> registry.get("muster.outbox.depth").gauge().value() == 0);
            await().until(() -> registry.get("muster.outbox.oldest.age").gauge().value() == 0);

            outbox.append(outbox.message("key", "1"), outbox.message("key", "2"));

            await().until(() -> registry.get("muster.outbox.depth").gauge().value() == 2);
            await().until(() -> registry.get("muster.outbox.oldest.age").gauge().value() > 0);
            assertThat(registry.get("muster.gauges.age").gauge().value()).isLessThan(6);
        }
    }

    @Test
    void bothInstancesReportThatKafkaIsUnavailable() {
        AtomicBoolean unavailable = new AtomicBoolean(true);
        Supplier<Producer<byte[], byte[]>> producers =
                () -> Producers.failing(outbox.producer(), record -> unavailable.get());
        outbox.append(outbox.message("key", "1"));
        try (OutboxRelays first = outbox.startRelays(1, producers);
                OutboxRelays second = outbox.startRelays(1, producers)) {
            await().atMost(Duration.ofSeconds(90))
                    .during(Duration.ofSeconds(20))
                    .until(() -> first.problem() != null && second.problem() != null);

            unavailable.set(false);

            await().atMost(Duration.ofSeconds(40)).until(() -> first.problem() == null && second.problem() == null);
            assertThat(outbox.received("key")).containsExactly("1");
        }
    }

    /** Each transaction takes the next number under a row lock, as the services do with the rows of their events. */
    private void writeConcurrently(int writers, int transactions) throws Exception {
        outbox.database.execute("create table counter (value integer not null)");
        outbox.database.execute("insert into counter values (0)");
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<?>> done = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            done.add(threads.submit(() -> {
                for (int i = 0; i < transactions; i++) {
                    outbox.transaction.executeWithoutResult(status -> {
                        int next = outbox.number("update counter set value = value + 1 returning value");
                        outbox.writer().append(List.of(outbox.message("counter", Integer.toString(next))));
                    });
                }
            }));
        }
        for (Future<?> future : done) {
            future.get();
        }
        threads.shutdown();
    }
}
