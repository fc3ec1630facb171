package dev.muster.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.muster.messaging.consumer.StartPosition.Loss;
import dev.muster.messaging.consumer.StartPosition.Present;
import dev.muster.messaging.consumer.StartPosition.Remembered;
import dev.muster.messaging.health.PipelineCheck;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects input that was deleted before it was read, by retention or with its topic. Before a partition is read, it
 * compares the position stored in the service's own tables with the offsets of the broker. Thread-safe.
 *
 * <p>See docs/decisions/0018-input-that-was-never-read-is-never-skipped.md.
 */
public final class InputGuard implements PipelineCheck, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InputGuard.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    /** A partition that a consumer group of this service reads. */
    private record GroupPartition(String group, TopicPartition partition) {}

    private final Map<String, Object> connection;
    private final InputPositions positions;
    private final InputSettings settings;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<GroupPartition, UUID> topicIds = new ConcurrentHashMap<>();
    private final Map<GroupPartition, Loss> stopped = new ConcurrentHashMap<>();
    private final Map<GroupPartition, String> undecided = new ConcurrentHashMap<>();
    private final PartitionCheck partitionCheck;
    private @Nullable Admin admin;

    /**
     * Uses the tables {@code input_position} and {@code input_loss} of the data source.
     *
     * @param connection settings of an admin client: brokers and security
     */
    public InputGuard(
            Map<String, Object> connection,
            DataSource dataSource,
            InputSettings settings,
            MeterRegistry registry,
            Clock clock) {
        this.connection = Map.copyOf(connection);
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
        positions = new InputPositions(dataSource);
        partitionCheck = new PartitionCheck(registry);
        Gauge.builder("muster.input.standing", stopped, Map::size)
                .description("Partitions that are not read because input was lost and nobody has acknowledged it")
                .register(registry);
    }

    PartitionCheck partitionCheck() {
        return partitionCheck;
    }

    @Override
    public String name() {
        return "input";
    }

    @Override
    public @Nullable String problem() {
        if (!stopped.isEmpty()) {
            return stopped.entrySet().stream()
                    .map(entry -> describe(entry.getKey(), entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining("; ", "input was lost: ", ""));
        }
        return undecided.isEmpty()
                ? null
                : "the start position is not known yet: "
                        + new TreeMap<>(undecided.entrySet().stream()
                                .collect(Collectors.toMap(
                                        entry -> entry.getKey().group(),
                                        Map.Entry::getValue,
                                        (first, second) -> first)));
    }

    private static String describe(GroupPartition partition, Loss loss) {
        return "group " + partition.group() + " has stopped at " + partition.partition() + ", lost from " + loss.from()
                + " to " + loss.to() + " (" + loss.cause() + ")";
    }

    /** The positions of the group. */
    public ReadPositions positionsOf(String group) {
        return records -> remember(group, records);
    }

    private void remember(String group, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Remembered> read = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            UUID topicId = topicIds.get(new GroupPartition(group, partition));
            if (topicId != null) {
                read.merge(
                        partition,
                        new Remembered(topicId, record.offset() + 1),
                        (first, second) -> first.position() > second.position() ? first : second);
            }
        }
        if (!read.isEmpty()) {
            positions.remember(group, read);
        }
    }

    /** Stores positions past transaction markers, which have no records. */
    void remember(String group, Map<TopicPartition, Long> read) {
        Map<TopicPartition, Remembered> known = new LinkedHashMap<>();
        read.forEach((partition, position) -> {
            UUID topicId = topicIds.get(new GroupPartition(group, partition));
            if (topicId != null) {
                known.put(partition, new Remembered(topicId, position));
            }
        });
        if (!known.isEmpty()) {
            positions.remember(group, known);
        }
    }

    /**
     * Finds the offsets from which a consumer reads the partitions. Call it on the consumer's thread.
     *
     * @return the offsets; without a partition that must not be read because its loss is not acknowledged
     * @throws KafkaException when the brokers do not answer
     * @throws org.springframework.dao.DataAccessException when the database does not
     */
    Map<TopicPartition, Long> findStartPositions(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        String group = consumer.groupMetadata().groupId();
        Map<String, UUID> ids =
                topicIds(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, REQUEST_TIMEOUT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, REQUEST_TIMEOUT);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions), REQUEST_TIMEOUT);
        Map<TopicPartition, Remembered> remembered = positions.find(group, partitions);
        Map<TopicPartition, Long> reading = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Present present = new Present(
                    requireNonNull(ids.get(partition.topic())),
                    requireNonNull(beginnings.get(partition)),
                    requireNonNull(ends.get(partition)));
            StartPosition start = StartPosition.of(remembered.get(partition), committed.get(partition), present);
            GroupPartition key = new GroupPartition(group, partition);
            if (mayRead(key, start, present)) {
                topicIds.put(key, present.topicId());
                stopped.remove(key);
                reading.put(partition, start.position());
            }
            undecided.remove(key);
        }
        return reading;
    }

    private boolean mayRead(GroupPartition partition, StartPosition start, Present present) {
        Loss loss = start.loss();
        Remembered begin = new Remembered(present.topicId(), start.position());
        if (start.acknowledged()) {
            boolean wasOpen = positions.end(partition.group(), partition.partition(), start.position(), "acknowledged");
            if (!wasOpen && loss != null) {
                count(partition, loss);
                positions.open(partition.group(), partition.partition(), loss, present);
                positions.end(partition.group(), partition.partition(), start.position(), "acknowledged");
            }
            positions.begin(partition.group(), partition.partition(), begin);
            log.warn(
                    "the loss of input was acknowledged by an operator, reading continues group={} topic={}"
                            + " partition={} offset={}",
                    partition.group(),
                    partition.partition().topic(),
                    partition.partition().partition(),
                    start.position());
            return true;
        }
        if (loss == null) {
            positions.beginIfUnknown(partition.group(), partition.partition(), begin);
            return true;
        }
        boolean isNew = positions.open(partition.group(), partition.partition(), loss, present);
        if (isNew) {
            count(partition, loss);
        }
        boolean continues = settings.loss() == InputSettings.OnLoss.CONTINUE;
        if (continues) {
            positions.begin(partition.group(), partition.partition(), begin);
            positions.end(partition.group(), partition.partition(), loss.to(), "continued");
        }
        if (isNew || continues || !loss.equals(stopped.get(partition))) {
            logLoss(partition, loss, present, continues);
        }
        if (!continues) {
            stopped.put(partition, loss);
        }
        return continues;
    }

    private void count(GroupPartition partition, Loss loss) {
        String topic = partition.partition().topic();
        losses(partition.group(), topic).increment();
        lostRecords(partition.group(), topic).increment((double) loss.records());
    }

    /** Registers the counters of a topic, so that they exist at 0. */
    void watch(String group, String topic) {
        losses(group, topic);
        lostRecords(group, topic);
        partitionCheck.watch(topic);
    }

    private Counter losses(String group, String topic) {
        return counter("muster.input.losses", "Times that input was gone before it was read", group, topic);
    }

    private Counter lostRecords(String group, String topic) {
        return counter(
                "muster.input.lost.records",
                "Records that were gone before they were read, as far as that is known",
                group,
                topic);
    }

    private Counter counter(String name, String description, String group, String topic) {
        return Counter.builder(name)
                .description(description)
                .tag("group", group)
                .tag("topic", topic)
                .register(registry);
    }

    private static void logLoss(GroupPartition partition, Loss loss, Present present, boolean continues) {
        log.error(
                "input was lost: group={} topic={} partition={} from={} to={} cause=\"{}\" topic_id={} before={}. {}",
                partition.group(),
                partition.partition().topic(),
                partition.partition().partition(),
                loss.from(),
                loss.to(),
                loss.cause(),
                StartPosition.format(present.topicId()),
                loss.topicId() == null ? "unknown" : StartPosition.format(loss.topicId()),
                continues
                        ? "Reading continues, as configured by MUSTER_INPUT_LOSS"
                        : "The partition is not read until all instances of the service are stopped and this is run:"
                                + " muster input acknowledge --group " + partition.group() + " "
                                + partition.partition().topic() + " "
                                + partition.partition().partition() + " --to " + loss.to());
    }

    /**
     * A time up to which all instances of the group have read everything; null when there are unread records, or when
     * the brokers do not answer.
     */
    public @Nullable Instant readUpTo(String group, String topic) {
        Instant now = clock.instant();
        try {
            Map<TopicPartition, Long> ends = ends(topic);
            Map<TopicPartition, Remembered> read = positions.find(group, ends.keySet());
            boolean all = ends.entrySet().stream().allMatch(end -> {
                Remembered position = read.get(end.getKey());
                return position != null && position.position() >= end.getValue();
            });
            return all ? now : null;
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            log.warn("cannot read the end offsets group={} topic={} cause={}", group, topic, e.toString());
            return null;
        }
    }

    /** Includes records of transactions that are not committed. */
    private Map<TopicPartition, Long> ends(String topic) {
        try {
            Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
            for (TopicPartitionInfo partition :
                    requireNonNull(describe(Set.of(topic)).get(topic)).partitions()) {
                specs.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin().listOffsets(specs)
                    .all()
                    .get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the brokers do not return the offsets of " + topic, e);
        }
    }

    /** The partitions are not assigned to this consumer any more. */
    void release(String group, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            GroupPartition key = new GroupPartition(group, partition);
            topicIds.remove(key);
            stopped.remove(key);
            undecided.remove(key);
        });
    }

    /** The start positions cannot be decided now, since Kafka or the database does not answer. */
    void postpone(String group, Collection<TopicPartition> partitions, RuntimeException failure) {
        String reason = failure.getClass().getSimpleName();
        boolean first = false;
        for (TopicPartition partition : partitions) {
            first |= undecided.put(new GroupPartition(group, partition), reason) == null;
        }
        if (first) {
            log.warn(
                    "cannot find the start position, trying again group={} partitions={} cause={}",
                    group,
                    partitions,
                    failure.toString());
        }
    }

    /** Those of the partitions whose topic was recreated since the group began to read it. */
    List<TopicPartition> findRecreated(String group, Collection<TopicPartition> partitions) {
        Map<String, UUID> present =
                topicIds(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        return partitions.stream()
                .filter(partition -> {
                    UUID read = topicIds.get(new GroupPartition(group, partition));
                    return read != null && !read.equals(present.get(partition.topic()));
                })
                .toList();
    }

    private Map<String, UUID> topicIds(Set<String> topics) {
        Map<String, UUID> ids = new HashMap<>();
        describe(topics).forEach((name, topic) -> ids.put(name, uuidOf(topic.topicId())));
        return ids;
    }

    private Map<String, TopicDescription> describe(Set<String> topics) {
        try {
            return admin().describeTopics(topics)
                    .allTopicNames()
                    .get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the brokers do not describe the topics " + topics, e);
        }
    }

    private static UUID uuidOf(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private synchronized Admin admin() {
        Admin client = admin;
        if (client == null) {
            client = Admin.create(connection);
            admin = client;
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
