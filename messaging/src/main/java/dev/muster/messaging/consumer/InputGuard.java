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
 * Tells input that is gone before it was read: by retention, or with its topic. Before a partition is read, where the
 * service has read up to, as its own tables remember it, is compared with what the broker has. Thread-safe.
 *
 * <p>See docs/decisions/0018-input-that-was-never-read-is-never-skipped.md.
 */
public final class InputGuard implements PipelineCheck, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InputGuard.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /** A partition that a group of this service reads. */
    private record Reading(String group, TopicPartition partition) {}

    private final Map<String, Object> connection;
    private final InputPositions positions;
    private final InputSettings settings;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Reading, UUID> topicIds = new ConcurrentHashMap<>();
    private final Map<Reading, Loss> standing = new ConcurrentHashMap<>();
    private final Map<Reading, String> unexamined = new ConcurrentHashMap<>();
    private @Nullable Admin admin;

    /**
     * A guard with the tables of the data source.
     *
     * @param connection the brokers and the security of an admin client
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
        Gauge.builder("muster.input.standing", standing, Map::size)
                .description("Partitions that are not read because input was lost and nobody has acknowledged it")
                .register(registry);
    }

    @Override
    public String name() {
        return "input";
    }

    @Override
    public @Nullable String problem() {
        if (!standing.isEmpty()) {
            return standing.entrySet().stream()
                    .map(one -> describe(one.getKey(), one.getValue()))
                    .sorted()
                    .collect(Collectors.joining("; ", "input was lost: ", ""));
        }
        return unexamined.isEmpty()
                ? null
                : "cannot tell yet where to read on: "
                        + new TreeMap<>(unexamined.entrySet().stream()
                                .collect(Collectors.toMap(
                                        one -> one.getKey().group(), Map.Entry::getValue, (one, same) -> one)));
    }

    private static String describe(Reading reading, Loss loss) {
        return "group " + reading.group() + " stands at " + reading.partition() + ", lost from " + loss.from() + " to "
                + loss.to() + " (" + loss.cause() + ")";
    }

    /** Remembers how far the group has read. */
    public ReadPositions positionsOf(String group) {
        return records -> remember(group, records);
    }

    private void remember(String group, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Remembered> read = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            UUID topicId = topicIds.get(new Reading(group, partition));
            if (topicId != null) {
                read.merge(
                        partition,
                        new Remembered(topicId, record.offset() + 1),
                        (one, other) -> one.position() > other.position() ? one : other);
            }
        }
        if (!read.isEmpty()) {
            positions.remember(group, read);
        }
    }

    /** Remembers positions that no record tells of, behind the markers of transactions. */
    void remember(String group, Map<TopicPartition, Long> read) {
        Map<TopicPartition, Remembered> known = new LinkedHashMap<>();
        read.forEach((partition, position) -> {
            UUID topicId = topicIds.get(new Reading(group, partition));
            if (topicId != null) {
                known.put(partition, new Remembered(topicId, position));
            }
        });
        if (!known.isEmpty()) {
            positions.remember(group, known);
        }
    }

    /**
     * Where a consumer begins to read the partitions. Call it on the consumer's thread.
     *
     * @return the offsets; none for a partition with a loss that nobody has acknowledged, which is not to be read
     * @throws KafkaException when the brokers do not answer
     * @throws org.springframework.dao.DataAccessException when the database does not
     */
    Map<TopicPartition, Long> begin(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        String group = consumer.groupMetadata().groupId();
        Map<String, UUID> ids =
                topicIds(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ANSWER_WITHIN);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions), ANSWER_WITHIN);
        Map<TopicPartition, Remembered> remembered = positions.find(group, partitions);
        Map<TopicPartition, Long> reading = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Present present = new Present(
                    requireNonNull(ids.get(partition.topic())),
                    requireNonNull(begins.get(partition)),
                    requireNonNull(ends.get(partition)));
            StartPosition start = StartPosition.of(remembered.get(partition), committed.get(partition), present);
            Reading one = new Reading(group, partition);
            if (mayRead(one, start, present)) {
                topicIds.put(one, present.topicId());
                standing.remove(one);
                reading.put(partition, start.position());
            }
            unexamined.remove(one);
        }
        return reading;
    }

    private boolean mayRead(Reading one, StartPosition start, Present present) {
        Loss loss = start.loss();
        Remembered begin = new Remembered(present.topicId(), start.position());
        if (start.acknowledged()) {
            boolean wasOpen = positions.end(one.group(), one.partition(), start.position(), "acknowledged");
            if (!wasOpen && loss != null) {
                count(one, loss);
                positions.open(one.group(), one.partition(), loss, present);
                positions.end(one.group(), one.partition(), start.position(), "acknowledged");
            }
            positions.begin(one.group(), one.partition(), begin);
            log.warn(
                    "group={} topic={} partition={}: an operator has acknowledged that input was lost, reading goes on at"
                            + " offset {}",
                    one.group(),
                    one.partition().topic(),
                    one.partition().partition(),
                    start.position());
            return true;
        }
        if (loss == null) {
            positions.beginIfUnknown(one.group(), one.partition(), begin);
            return true;
        }
        boolean isNew = positions.open(one.group(), one.partition(), loss, present);
        if (isNew) {
            count(one, loss);
        }
        boolean goesOn = settings.loss() == InputSettings.OnLoss.CONTINUE;
        if (goesOn) {
            positions.begin(one.group(), one.partition(), begin);
            positions.end(one.group(), one.partition(), loss.to(), "continued");
        }
        if (isNew || goesOn || !loss.equals(standing.get(one))) {
            tell(one, loss, present, goesOn);
        }
        if (!goesOn) {
            standing.put(one, loss);
        }
        return goesOn;
    }

    private void count(Reading one, Loss loss) {
        counter("muster.input.losses", "Times that input was gone before it was read", one)
                .increment();
        counter(
                        "muster.input.lost.records",
                        "Records that were gone before they were read, as far as that can be told",
                        one)
                .increment((double) loss.records());
    }

    private Counter counter(String name, String description, Reading one) {
        return Counter.builder(name)
                .description(description)
                .tag("group", one.group())
                .tag("topic", one.partition().topic())
                .register(registry);
    }

    private static void tell(Reading one, Loss loss, Present present, boolean goesOn) {
        log.error(
                "input was lost: group={} topic={} partition={} from={} to={} cause=\"{}\" topic_id={} before={}. {}",
                one.group(),
                one.partition().topic(),
                one.partition().partition(),
                loss.from(),
                loss.to(),
                loss.cause(),
                StartPosition.textOf(present.topicId()),
                loss.topicId() == null ? "unknown" : StartPosition.textOf(loss.topicId()),
                goesOn
                        ? "Reading goes on, as MUSTER_INPUT_LOSS says"
                        : "The partition is not read until all instances of the service are stopped and this is run:"
                                + " muster input acknowledge --group " + one.group() + " "
                                + one.partition().topic() + " "
                                + one.partition().partition() + " --to " + loss.to());
    }

    /**
     * A time up to which the group has read everything that came, on all instances together; null when something is not
     * read, or that cannot be told now.
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
            log.warn("cannot tell how far group {} has read {}: {}", group, topic, e.toString());
            return null;
        }
    }

    /** Also behind what a transaction has written that is not committed. */
    private Map<TopicPartition, Long> ends(String topic) {
        try {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            for (TopicPartitionInfo partition :
                    requireNonNull(describe(Set.of(topic)).get(topic)).partitions()) {
                wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin().listOffsets(wanted)
                    .all()
                    .get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the brokers do not tell the offsets of " + topic, e);
        }
    }

    /** The partitions are not this consumer's any more. */
    void leave(String group, Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            Reading one = new Reading(group, partition);
            topicIds.remove(one);
            standing.remove(one);
            unexamined.remove(one);
        });
    }

    /** The partitions wait, since a peer does not answer. */
    void postpone(String group, Collection<TopicPartition> partitions, RuntimeException failure) {
        String reason = failure.getClass().getSimpleName();
        boolean first = false;
        for (TopicPartition partition : partitions) {
            first |= unexamined.put(new Reading(group, partition), reason) == null;
        }
        if (first) {
            log.warn(
                    "cannot tell yet where group {} reads {} on, trying again: {}",
                    group,
                    partitions,
                    failure.toString());
        }
    }

    /** Those of the partitions whose topic is not the one any more that the group reads. */
    List<TopicPartition> ofOtherTopics(String group, Collection<TopicPartition> partitions) {
        Map<String, UUID> present =
                topicIds(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        return partitions.stream()
                .filter(partition -> {
                    UUID read = topicIds.get(new Reading(group, partition));
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
            return admin().describeTopics(topics).allTopicNames().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
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
        Admin made = admin;
        if (made == null) {
            made = Admin.create(connection);
            admin = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
