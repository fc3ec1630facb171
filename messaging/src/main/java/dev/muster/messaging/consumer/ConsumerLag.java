package dev.muster.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.muster.messaging.health.PipelineCheck;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The lag of the service's consumer groups: for each partition, the number of records from the committed offset to the
 * end ({@code muster.consumer.lag}) and the age of the oldest of them ({@code muster.consumer.lag.age}). Every 5 s it
 * queries the brokers in the background; each instance reports all partitions, whichever instance they are assigned to.
 */
public final class ConsumerLag implements PipelineCheck, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);
    private static final int TIMEOUT_MS = 5_000;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration UNKNOWN_AFTER = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    /** The ages for which the first sample looks up earlier end offsets; oldest first. */
    private static final List<Duration> BACKFILL_AGES = List.of(
            Duration.ofDays(7),
            Duration.ofDays(3),
            Duration.ofDays(1),
            Duration.ofHours(12),
            Duration.ofHours(3),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(3),
            Duration.ofMinutes(1));

    private record GroupPartition(String group, TopicPartition partition) {}

    private record Lag(long records, Duration age) {}

    private final Map<String, Object> connection;
    private final KafkaListenerEndpointRegistry listeners;
    private final Duration maxAge;
    private final Map<String, Set<String>> topicsOfGroups = new HashMap<>();
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<TopicPartition, OffsetTimes> times = new HashMap<>();
    private final Map<GroupPartition, Lag> lags = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::sampleUntilClosed, "consumer-lag");
    private volatile long sampledAtNanos = System.nanoTime();

    /**
     * Not started yet; it will watch the groups of all listeners.
     *
     * @param connection settings of an admin client: brokers and security
     * @param maxAge the check reports a problem when the oldest unread record is older
     */
    public ConsumerLag(
            Map<String, Object> connection,
            KafkaListenerEndpointRegistry listeners,
            Duration maxAge,
            MeterRegistry registry,
            Clock clock) {
        this.connection = new HashMap<>(connection);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.listeners = listeners;
        this.maxAge = maxAge;
        this.registry = registry;
        this.clock = clock;
        thread.setDaemon(true);
    }

    public void start() {
        for (MessageListenerContainer listener : listeners.getAllListenerContainers()) {
            topicsOfGroups
                    .computeIfAbsent(String.valueOf(listener.getGroupId()), group -> new HashSet<>())
                    .addAll(List.of(requireNonNull(
                            listener.getContainerProperties().getTopics(), "listeners name their topics")));
        }
        Gauge.builder("muster.gauges.age", () -> sinceSample().toMillis() / 1e3)
                .description("How old the values of the gauges of lag are")
                .baseUnit("seconds")
                .tag("source", "kafka")
                .register(registry);
        thread.start();
    }

    private Duration sinceSample() {
        return Duration.ofNanos(System.nanoTime() - sampledAtNanos);
    }

    private void sampleUntilClosed() {
        try {
            while (!sampleUntilItFails()) {
                log.debug("creating another admin client to sample the lag");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns true when closed. */
    private boolean sampleUntilItFails() throws InterruptedException {
        Admin admin;
        try {
            admin = Admin.create(connection);
        } catch (KafkaException e) {
            return awaitClose();
        }
        try {
            do {
                sample(admin);
                sampledAtNanos = System.nanoTime();
            } while (!awaitClose());
            return true;
        } catch (ExecutionException | KafkaException e) {
            log.info("cannot sample the lag, the gauges keep their values cause={}", e.toString());
            return awaitClose();
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private boolean awaitClose() throws InterruptedException {
        return closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sample(Admin admin) throws InterruptedException, ExecutionException {
        Set<TopicPartition> partitions = partitions(admin);
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = admin.listConsumerGroupOffsets(
                        topicsOfGroups.keySet().stream()
                                .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                .all()
                .get();
        Map<TopicPartition, Long> beginnings = offsets(admin, partitions, OffsetSpec.earliest());
        // End offsets come last. They include records of open transactions: a group that waits for one has lag.
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Instant now = clock.instant();
        boolean first = times.isEmpty();
        partitions.forEach(partition -> {
            OffsetTimes known = times.computeIfAbsent(partition, same -> new OffsetTimes());
            if (of(ends, partition) < known.end()) {
                known.clear();
            }
        });
        if (first) {
            backfill(admin, partitions, ends, now);
        }
        partitions.forEach(partition -> of(times, partition).add(of(ends, partition), now));
        Map<TopicPartition, Long> oldest = new HashMap<>();
        topicsOfGroups.forEach((group, topics) -> partitions.stream()
                .filter(partition -> topics.contains(partition.topic()))
                .forEach(partition -> {
                    OffsetAndMetadata stored = of(committed, group).get(partition);
                    long beginning = of(beginnings, partition);
                    long next = stored == null ? beginning : Math.max(stored.offset(), beginning);
                    oldest.merge(partition, next, Math::min);
                    update(
                            new GroupPartition(group, partition),
                            new Lag(
                                    Math.max(0, of(ends, partition) - next),
                                    of(times, partition).ageOf(next, now)));
                }));
        oldest.forEach((partition, next) -> of(times, partition).forgetBefore(next));
    }

    private Set<TopicPartition> partitions(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> topics =
                topicsOfGroups.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toSet());
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> specs =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
                admin.listOffsets(specs).all().get().entrySet()) {
            offsets.put(found.getKey(), found.getValue().offset());
        }
        return offsets;
    }

    /** Adds earlier end offsets, found by record timestamps: the backlog of a service that was down is old. */
    private void backfill(Admin admin, Set<TopicPartition> partitions, Map<TopicPartition, Long> ends, Instant now)
            throws InterruptedException, ExecutionException {
        for (Duration age : BACKFILL_AGES) {
            Instant then = now.minus(age);
            offsets(admin, partitions, OffsetSpec.forTimestamp(then.toEpochMilli()))
                    .forEach((partition, end) -> {
                        // Negative when all records are older.
                        long endThen = end < 0 ? of(ends, partition) : end;
                        if (endThen > 0) {
                            of(times, partition).add(endThen, then);
                        }
                    });
        }
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        return requireNonNull(map.get(key));
    }

    private void update(GroupPartition partition, Lag lag) {
        if (lags.put(partition, lag) != null) {
            return;
        }
        Gauge.builder("muster.consumer.lag", () -> lagOf(partition).records())
                .description("Records from the group's committed offset to the partition's end")
                .baseUnit("records")
                .tag("group", partition.group())
                .tag("topic", partition.partition().topic())
                .tag("partition", Integer.toString(partition.partition().partition()))
                .register(registry);
        Gauge.builder("muster.consumer.lag.age", () -> lagOf(partition).age().toMillis() / 1e3)
                .description("How long the oldest of these records has been there, at least")
                .baseUnit("seconds")
                .tag("group", partition.group())
                .tag("topic", partition.partition().topic())
                .tag("partition", Integer.toString(partition.partition().partition()))
                .register(registry);
    }

    private Lag lagOf(GroupPartition partition) {
        return lags.getOrDefault(partition, new Lag(0, Duration.ZERO));
    }

    @Override
    public String name() {
        return "lag";
    }

    /** A record that has waited for longer than allowed, or a lag that is not known. */
    @Override
    public @Nullable String problem() {
        if (sinceSample().compareTo(UNKNOWN_AFTER) > 0) {
            return "the lag has not been known for " + sinceSample().toSeconds() + " s";
        }
        for (Map.Entry<GroupPartition, Lag> entry : lags.entrySet()) {
            if (entry.getValue().age().compareTo(maxAge) > 0) {
                return "a record of " + entry.getKey().partition() + " has waited for group "
                        + entry.getKey().group() + " for "
                        + entry.getValue().age().toSeconds() + " s, and "
                        + entry.getValue().records()
                        + " records are unread";
            }
        }
        return null;
    }

    /**
     * Whether the given topics are read in time by all their groups.
     *
     * @param maxAge how long a record may have waited, as of a sample of the last minute
     * @return false also when the lag is not known
     */
    public boolean keepsUp(Set<String> topics, Duration maxAge) {
        if (sinceSample().compareTo(UNKNOWN_AFTER) > 0) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (Map.Entry<GroupPartition, Lag> entry : lags.entrySet()) {
            String topic = entry.getKey().partition().topic();
            if (topics.contains(topic)) {
                seen.add(topic);
                if (entry.getValue().age().compareTo(maxAge) > 0) {
                    return false;
                }
            }
        }
        return seen.containsAll(topics);
    }

    @Override
    public void close() {
        closing.countDown();
        // Does not wait for a pending request.
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
