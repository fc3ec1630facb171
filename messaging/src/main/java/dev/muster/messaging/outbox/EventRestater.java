package dev.muster.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes compacted topics end with the newest event of each key, even if a relay lost its lane while events were on their
 * way to Kafka: these may be appended behind newer ones that the next owner sent.
 *
 * <p>It reads the end of the topics when the relay has failed, and again 5 s, 30 s and 2 min later, since bytes that have
 * left a process may arrive late. Where the last event of a key is not the one of its row's revision, that one goes into
 * the outbox once more, in a transaction that locks the row. If the topic does not have it yet, it is on its way and the
 * key is left alone; so is a key without a row. Tombstones are not restated.
 */
public final class EventRestater {

    private static final List<Duration> READ_AFTER =
            List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(90));
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /** How far the clocks of two instances may be apart. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final Duration PROGRESS_WITHIN = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final int KEYS_PER_TRANSACTION = 1000;
    private static final Logger log = LoggerFactory.getLogger(EventRestater.class);

    private final Map<String, EventTopic> topics;
    private final Map<String, Object> connection;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final OutboxWriter outbox;
    private final Counter restated;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "event-restater");
        created.setDaemon(true);
        return created;
    });

    /** Keys by topic; guarded by this, as what follows. */
    private final Map<String, Set<String>> suspected = new HashMap<>();

    private @Nullable Instant sentSince;

    /** The number of calls that named keys: with each one the reads begin anew. */
    private int suspicions;

    /**
     * A restater of events of these topics.
     *
     * @param connection settings of a consumer. ACL: Read on the topics
     * @param transaction of the data source
     */
    public EventRestater(
            List<EventTopic> topics,
            Map<String, Object> connection,
            DataSource dataSource,
            TransactionTemplate transaction,
            OutboxWriter outbox,
            MeterRegistry metrics) {
        this.topics = topics.stream().collect(toUnmodifiableMap(EventTopic::name, topic -> topic));
        this.connection = new HashMap<>(connection);
        this.connection.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.connection.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.connection.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.connection.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.connection.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = transaction;
        this.outbox = outbox;
        this.restated = Counter.builder("muster.outbox.restated")
                .description("Events sent once more because an older one of their key stood behind them")
                .baseUnit("events")
                .register(metrics);
    }

    /**
     * Names messages that may be on their way to Kafka from a relay that owns their lane no more.
     *
     * @param since when the first of them was sent, by this process's clock
     */
    synchronized void suspect(List<OutboxMessage> messages, Instant since) {
        List<OutboxMessage> events = messages.stream()
                .filter(message -> message.key() != null && topics.containsKey(message.topic()))
                .toList();
        if (events.isEmpty() || thread.isShutdown()) {
            return;
        }
        events.forEach(event -> suspected
                .computeIfAbsent(event.topic(), topic -> new HashSet<>())
                .add(new String(event.key(), UTF_8)));
        sentSince = sentSince == null || since.isBefore(sentSince) ? since : sentSince;
        suspicions++;
        schedule(suspicions, 0, READ_AFTER.get(0));
    }

    /**
     * Reads a last time if it has not read often enough yet, and ends. Does nothing when it has been called before.
     *
     * @param deadlineNanos by {@link System#nanoTime()}
     */
    void stop(long deadlineNanos) {
        if (thread.isShutdown()) {
            return;
        }
        try {
            thread.submit(() -> read(lastSuspicion(), READ_AFTER.size() - 1))
                    .get(Math.max(1, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("events of a lost lane were not read a last time cause={}", e.toString());
        }
        thread.shutdownNow();
    }

    private synchronized int lastSuspicion() {
        return suspicions;
    }

    private void schedule(int suspicion, int read, Duration after) {
        if (!thread.isShutdown()) {
            Future<?> unused = thread.schedule(() -> read(suspicion, read), after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void read(int suspicion, int read) {
        Map<String, Set<String>> keys = new HashMap<>();
        Instant since;
        synchronized (this) {
            if (suspicion != suspicions || sentSince == null) {
                return;
            }
            since = sentSince;
            suspected.forEach((topic, some) -> keys.put(topic, Set.copyOf(some)));
        }
        try {
            restate(keys, since);
        } catch (InterruptException e) {
            return; // stopped
        } catch (KafkaException | DataAccessException | TransactionException e) {
            log.warn("reading the events of a lost lane failed retryAfter={} cause={}", RETRY_AFTER, e.toString());
            schedule(suspicion, read, RETRY_AFTER);
            return;
        }
        if (read + 1 < READ_AFTER.size()) {
            schedule(suspicion, read + 1, READ_AFTER.get(read + 1));
        } else {
            forget(suspicion);
        }
    }

    private synchronized void forget(int suspicion) {
        if (suspicion == suspicions) {
            suspected.clear();
            sentSince = null;
        }
    }

    private void restate(Map<String, Set<String>> keys, Instant since) {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            keys.forEach((topic, some) -> restate(consumer, requireNonNull(topics.get(topic)), some, since));
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private void restate(Consumer<byte[], byte[]> consumer, EventTopic topic, Set<String> keys, Instant since) {
        Map<String, Long> rows = revisions(topic.rows(), keys);
        Map<String, Long> last = new HashMap<>();
        forEach(consumer, topic, since, (key, record) -> {
            if (rows.containsKey(key)) {
                last.put(key, revision(topic, record));
            }
        });
        last.entrySet().removeIf(one -> one.getValue().equals(rows.get(one.getKey())));
        if (last.isEmpty()) {
            return;
        }
        Map<String, OutboxMessage> ofRows = new HashMap<>();
        forEach(consumer, topic, since, (key, record) -> {
            if (last.containsKey(key) && Objects.equals(rows.get(key), revision(topic, record))) {
                ofRows.put(key, message(record));
            }
        });
        int events = 0;
        List<String> found = List.copyOf(ofRows.keySet());
        for (int from = 0; from < found.size(); from += KEYS_PER_TRANSACTION) {
            events += append(
                    topic, found.subList(from, Math.min(found.size(), from + KEYS_PER_TRANSACTION)), rows, ofRows);
        }
        if (events > 0) {
            restated.increment(events);
            log.warn("late events of a lost lane overtaken topic={} restated={}", topic.name(), events);
        }
    }

    /** Appends the events whose rows have not moved on, and returns how many these are. */
    private int append(EventTopic topic, List<String> keys, Map<String, Long> rows, Map<String, OutboxMessage> ofRows) {
        Integer appended = transaction.execute(status -> {
            Map<String, Long> locked = revisions(topic.rows() + " for update", keys);
            List<OutboxMessage> events = keys.stream()
                    .filter(key -> Objects.equals(rows.get(key), locked.get(key)))
                    .map(ofRows::get)
                    .toList();
            outbox.append(events);
            return events.size();
        });
        return appended == null ? 0 : appended;
    }

    private Map<String, Long> revisions(String query, Collection<String> keys) {
        Map<String, Long> revisions = new HashMap<>();
        jdbc.query(
                session -> {
                    PreparedStatement statement = session.prepareStatement(query);
                    statement.setArray(1, session.createArrayOf("text", keys.toArray()));
                    return statement;
                },
                row -> {
                    revisions.put(row.getString(1), row.getLong(2));
                });
        return revisions;
    }

    /** What is done with a record that has a key. */
    private interface Visitor {
        void visit(String key, ConsumerRecord<byte[], byte[]> record);
    }

    private static void forEach(Consumer<byte[], byte[]> consumer, EventTopic topic, Instant since, Visitor visitor) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long from = since.minus(CLOCK_SKEW).toEpochMilli();
        consumer.offsetsForTimes(
                        partitions.stream().collect(toUnmodifiableMap(partition -> partition, partition -> from)))
                .forEach((partition, found) ->
                        consumer.seek(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        long progressNanos = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                progressNanos = System.nanoTime();
                if (record.key() != null && record.offset() < ends.getOrDefault(partition(record), 0L)) {
                    visitor.visit(new String(record.key(), UTF_8), record);
                }
            }
            if (System.nanoTime() - progressNanos > PROGRESS_WITHIN.toNanos()) {
                throw new KafkaException("no record of " + topic.name() + " within " + PROGRESS_WITHIN);
            }
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static long revision(EventTopic topic, ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? -1 : topic.revision().applyAsLong(record.value());
    }

    private static OutboxMessage message(ConsumerRecord<byte[], byte[]> record) {
        return new OutboxMessage(
                record.topic(),
                record.key(),
                record.value(),
                Stream.of(record.headers().toArray())
                        .map(header -> new OutboxMessage.Header(header.key(), header.value()))
                        .toList());
    }
}
