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
import java.util.OptionalInt;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ensures that the newest event of each key is the last one in a compacted topic, even if a relay lost its lane while
 * events were in flight to Kafka: the broker may append these after newer events from the next owner.
 *
 * <p>It reads the end of the topics when the relay has failed, and again 5 s, 30 s and 2 min later, since a request
 * that has left a process may arrive late. If the last event of a key does not have the revision of its row, the event
 * with that revision is appended to the outbox again, in a transaction that locks the row. If the topic does not
 * contain it yet, it is still in flight and the key is skipped; so is a key without a row. Tombstones are not restated.
 */
public final class EventRestater {

    private static final List<Duration> READ_DELAYS =
            List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(90));
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(10);

    /** The maximum clock difference between two instances. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final Duration PROGRESS_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
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

    /** Keys by topic. Guarded by this, as are the following two fields. */
    private final Map<String, Set<String>> suspected = new HashMap<>();

    private @Nullable Instant sentSince;

    /** The number of suspicions; each one restarts the series of reads. */
    private int suspicions;

    /**
     * Starts no work before {@link #suspect}.
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
                .description("Events sent again because an older event of their key was appended after them")
                .baseUnit("events")
                .register(metrics);
    }

    /**
     * Checks the keys of messages that may be in flight to Kafka from a relay that has lost their lane.
     *
     * @param since when the first of them was sent, by the clock of this process
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
        schedule(suspicions, 0, READ_DELAYS.get(0));
    }

    /**
     * Ends; before that, reads a last time if keys are suspected, and waits for it until the deadline.
     *
     * @param deadlineNanos by {@link System#nanoTime()}
     */
    void stop(long deadlineNanos) {
        OptionalInt suspicion = openSuspicion();
        if (suspicion.isPresent()) {
            readLastTime(suspicion.getAsInt(), deadlineNanos);
        }
        thread.shutdownNow();
    }

    private void readLastTime(int suspicion, long deadlineNanos) {
        try {
            thread.submit(() -> read(suspicion, READ_DELAYS.size() - 1))
                    .get(Math.max(1, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the last check of events of a lost lane failed cause={}", e.toString());
        }
    }

    /** The last suspicion while its keys are still to be read; empty when nothing is suspected or this has ended. */
    private synchronized OptionalInt openSuspicion() {
        return sentSince == null || thread.isShutdown() ? OptionalInt.empty() : OptionalInt.of(suspicions);
    }

    private void schedule(int suspicion, int read, Duration after) {
        if (!thread.isShutdown()) {
            Future<?> unused = thread.schedule(() -> read(suspicion, read), after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void read(int suspicion, int read) {
        Map<String, Set<String>> keysByTopic = new HashMap<>();
        Instant since;
        synchronized (this) {
            if (suspicion != suspicions || sentSince == null) {
                return;
            }
            since = sentSince;
            suspected.forEach((topic, keys) -> keysByTopic.put(topic, Set.copyOf(keys)));
        }
        try {
            restate(keysByTopic, since);
        } catch (InterruptException e) {
            return; // stopped
        } catch (RuntimeException e) {
            // Whatever it is: the executor would drop it in silence, and with it the keys.
            log.warn("checking events of a lost lane failed retryAfter={} cause={}", RETRY_INTERVAL, e.toString());
            schedule(suspicion, read, RETRY_INTERVAL);
            return;
        }
        if (read + 1 < READ_DELAYS.size()) {
            schedule(suspicion, read + 1, READ_DELAYS.get(read + 1));
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

    private void restate(Map<String, Set<String>> keysByTopic, Instant since) {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            keysByTopic.forEach((topic, keys) -> restate(consumer, requireNonNull(topics.get(topic)), keys, since));
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private void restate(Consumer<byte[], byte[]> consumer, EventTopic topic, Set<String> keys, Instant since) {
        Map<String, Long> rowRevisions = queryRevisions(topic.rows(), keys);
        Map<String, Long> lastRevisions = new HashMap<>();
        forEach(consumer, topic, since, (key, record) -> {
            if (rowRevisions.containsKey(key)) {
                lastRevisions.put(key, revision(topic, record));
            }
        });
        lastRevisions.entrySet().removeIf(last -> last.getValue().equals(rowRevisions.get(last.getKey())));
        if (lastRevisions.isEmpty()) {
            return;
        }
        Map<String, OutboxMessage> eventsOfRows = new HashMap<>();
        forEach(consumer, topic, since, (key, record) -> {
            if (lastRevisions.containsKey(key) && Objects.equals(rowRevisions.get(key), revision(topic, record))) {
                eventsOfRows.put(key, message(record));
            }
        });
        int events = 0;
        List<String> found = List.copyOf(eventsOfRows.keySet());
        for (int from = 0; from < found.size(); from += KEYS_PER_TRANSACTION) {
            events += append(
                    topic,
                    found.subList(from, Math.min(found.size(), from + KEYS_PER_TRANSACTION)),
                    rowRevisions,
                    eventsOfRows);
        }
        if (events > 0) {
            restated.increment(events);
            log.warn("events of a lost lane arrived late topic={} restated={}", topic.name(), events);
        }
    }

    /** Appends the events whose rows still have the same revision, and returns their number. */
    private int append(
            EventTopic topic,
            List<String> keys,
            Map<String, Long> rowRevisions,
            Map<String, OutboxMessage> eventsOfRows) {
        Integer appended = transaction.execute(status -> {
            Map<String, Long> lockedRevisions = queryRevisions(topic.rows() + " for update", keys);
            List<OutboxMessage> events = keys.stream()
                    .filter(key -> Objects.equals(rowRevisions.get(key), lockedRevisions.get(key)))
                    .map(eventsOfRows::get)
                    .toList();
            outbox.append(events);
            return events.size();
        });
        return appended == null ? 0 : appended;
    }

    private Map<String, Long> queryRevisions(String query, Collection<String> keys) {
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

    /** Receives the records that have a key. */
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
            if (System.nanoTime() - progressNanos > PROGRESS_TIMEOUT.toNanos()) {
                throw new KafkaException("no record of " + topic.name() + " within " + PROGRESS_TIMEOUT);
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
