package dev.muster.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventRestaterIT {

    private final OutboxFixture outbox = new OutboxFixture(Infrastructure.shared());
    private final Instant started = Instant.now();
    private EventRestater restater;

    @BeforeEach
    void createRestater() {
        restater = outbox.restater();
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void restatesAfterLateEventsOfThePreviousOwner() {
        List<ProducerRecord<byte[], byte[]>> inFlight = new CopyOnWriteArrayList<>();
        AtomicInteger producers = new AtomicInteger();
        change("key", 1);
        outbox.startRelay(() -> producers.getAndIncrement() == 0
                ? Producers.held(outbox.producer(), inFlight::add)
                : outbox.producer());
        await().until(() -> inFlight.size() == 1);
        outbox.killRelaySessions();
        await().untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1"));
        change("key", 2);
        await().untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1", "2"));

        arrive(inFlight.get(0));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1", "2", "1", "2"));
    }

    @Test
    void restatesTheNewestEventAfterALateOlderOne() {
        send("key", 1);
        send("key", 2);
        send("other", 1);
        arrive("key", "1");

        suspect("key", "other");

        await().untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1", "2", "1", "2"));
        assertThat(outbox.received("other")).containsExactly("1");
        await().until(() ->
                outbox.meters.get("muster.outbox.restated").counter().count() == 1);
    }

    @Test
    void restatesNothingWhenTheNewestEventIsLast() {
        send("key", 1);
        send("key", 2);

        suspectAndStop("key");

        assertNothingFollows("key", "1", "2");
    }

    @Test
    void skipsAKeyWhoseNewestEventIsInFlight() {
        send("key", 1);
        send("key", 2);
        arrive("key", "1");
        outbox.database.update("update state set revision = 3 where key = 'key'");

        suspectAndStop("key");

        assertNothingFollows("key", "1", "2", "1");
    }

    @Test
    void skipsAKeyWithoutARow() {
        send("key", 1);
        outbox.database.update("delete from state");

        suspectAndStop("key");

        assertNothingFollows("key", "1");
    }

    @Test
    void restatesTheNewestEventAfterALateTombstone() {
        send("key", 1);
        arrive(new ProducerRecord<>(outbox.topic, outbox.message("key", "").key(), null));

        suspect("key");

        await().until(() -> outbox.received().stream()
                        .filter(record -> record.value() != null)
                        .count()
                == 2);
    }

    @Test
    void restatesAgainAfterAnotherLateEvent() {
        send("key", 1);
        send("key", 2);
        arrive("key", "1");
        suspect("key");
        await().untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1", "2", "1", "2"));

        arrive("key", "1");

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1", "2", "1", "2", "1", "2"));
    }

    @Test
    void keepsSuspectedKeysWhileTheTableIsMissing() {
        send("key", 1);
        send("key", 2);
        arrive("key", "1");
        outbox.database.execute("alter table state rename to missing");
        suspect("key");
        await().during(Duration.ofSeconds(1)).until(() -> outbox.received("key").size() == 3);

        outbox.database.execute("alter table missing rename to state");

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(outbox.received("key")).containsExactly("1", "2", "1", "2"));
    }

    /** Changes a row and appends its event in one transaction, as the services do. */
    private void change(String key, int revision) {
        outbox.transaction.executeWithoutResult(status -> {
            outbox.database.update(
                    "insert into state values (?, ?) on conflict (key) do update set revision = excluded.revision",
                    key,
                    revision);
            outbox.writer().append(List.of(outbox.message(key, Integer.toString(revision))));
        });
    }

    private void send(String key, int revision) {
        if (outbox.received().isEmpty() && outbox.depth() == 0) {
            outbox.startRelay();
        }
        change(key, revision);
        String value = Integer.toString(revision);
        await().until(() -> outbox.received(key).contains(value));
    }

    private void arrive(String key, String value) {
        OutboxMessage message = outbox.message(key, value);
        arrive(new ProducerRecord<>(message.topic(), message.key(), message.value()));
    }

    private void arrive(ProducerRecord<byte[], byte[]> record) {
        try (Producer<byte[], byte[]> late = outbox.producer()) {
            Future<?> unused = late.send(record);
            late.flush();
        }
    }

    private void suspect(String... keys) {
        restater.suspect(
                List.of(keys).stream().map(key -> outbox.message(key, "")).toList(), started);
    }

    private void suspectAndStop(String key) {
        suspect(key);
        restater.stop(System.nanoTime() + Duration.ofSeconds(30).toNanos());
    }

    private void assertNothingFollows(String key, String... values) {
        change("marker", 1);
        await().until(() -> outbox.depth() == 0 && outbox.received("marker").size() == 1);
        assertThat(outbox.received(key)).containsExactly(values);
    }
}
