package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all partitions of topics without a consumer group, so no offsets are committed. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final int MAX_FETCH_BYTES = 32 * 1024 * 1024;

    private final KafkaConnection connection;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicReader(KafkaConnection connection, KafkaConsumer<byte[], byte[]> consumer) {
        this.connection = connection;
        this.consumer = consumer;
    }

    /** Starts at the current end of the topics. */
    public static TopicReader fromEnd(KafkaConnection connection, Collection<String> topics) {
        return fromEnd(connection, topics, Set.of());
    }

    /** Starts at the current end of the topics; also fails if one of the other topics does not exist. */
    static TopicReader fromEnd(KafkaConnection connection, Collection<String> topics, Collection<String> others) {
        TopicReader reader = open(connection, topics, others);
        KafkaConsumer<byte[], byte[]> consumer = reader.consumer;
        return reader.guard(AclOperation.DESCRIBE, () -> {
            consumer.endOffsets(consumer.assignment())
                    .forEach((partition, end) -> consumer.seek(partition, end.longValue()));
            return reader;
        });
    }

    /** Starts at the beginning of the topics. */
    public static TopicReader fromBeginning(KafkaConnection connection, Collection<String> topics) {
        TopicReader reader = open(connection, topics, Set.of());
        reader.consumer.seekToBeginning(reader.consumer.assignment());
        return reader;
    }

    /** Starts at the first records that were appended at the time or later. */
    public static TopicReader since(KafkaConnection connection, Collection<String> topics, Instant time) {
        TopicReader reader = open(connection, topics, Set.of());
        KafkaConsumer<byte[], byte[]> consumer = reader.consumer;
        return reader.guard(AclOperation.DESCRIBE, () -> {
            Map<TopicPartition, Long> times = new HashMap<>();
            consumer.assignment().forEach(partition -> times.put(partition, time.toEpochMilli()));
            consumer.seekToEnd(consumer.assignment());
            consumer.offsetsForTimes(times).forEach((partition, found) -> {
                if (found != null) {
                    consumer.seek(partition, found.offset());
                }
            });
            return reader;
        });
    }

    private static TopicReader open(KafkaConnection connection, Collection<String> topics, Collection<String> others) {
        Map<String, Object> settings = connection.settings();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        TopicReader reader = new TopicReader(connection, consumer(connection, settings));
        try {
            others.forEach(reader::partitions);
            reader.consumer.assign(topics.stream()
                    .flatMap(topic -> reader.partitions(topic).stream())
                    .toList());
            return reader;
        } catch (CliException e) {
            reader.close();
            throw e;
        }
    }

    /** The partitions of a topic, which has to exist. */
    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> found;
        try {
            found = guard(AclOperation.DESCRIBE, () -> consumer.partitionsFor(topic));
        } catch (InvalidTopicException e) {
            throw KafkaConnection.invalidTopic(topic);
        }
        if (found == null || found.isEmpty()) {
            throw connection.missingTopic(topic);
        }
        return found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Runs a request that needs the right to the operation, and translates its failure. */
    private <T> T guard(AclOperation operation, Supplier<T> request) {
        try {
            return request.get();
        } catch (InvalidTopicException e) {
            throw e;
        } catch (KafkaException e) {
            throw connection.failure(e, operation);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(KafkaConnection connection, Map<String, Object> settings) {
        try {
            return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw connection.invalidSettings(e);
        }
    }

    /** Polls for at most 200 ms; may return no records. */
    public Iterable<ConsumerRecord<byte[], byte[]>> poll() {
        return guard(AclOperation.READ, () -> consumer.poll(POLL_TIMEOUT));
    }

    /** Reads until a record matches; returns empty after the timeout. */
    public <T> Optional<T> await(Function<ConsumerRecord<byte[], byte[]>, Optional<T>> match, Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        do {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                Optional<T> found = match.apply(record);
                if (found.isPresent()) {
                    return found;
                }
            }
        } while (Instant.now().isBefore(deadline));
        return Optional.empty();
    }

    /** Passes every record up to the current end of the topics to the action, in order per partition. */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Map<TopicPartition, Long> ends = guard(AclOperation.DESCRIBE, () -> consumer.endOffsets(consumer.assignment()));
        Instant lastRecordAt = Instant.now();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                lastRecordAt = Instant.now();
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    action.accept(record);
                }
            }
            if (Instant.now().isAfter(lastRecordAt.plus(connection.timeout()))) {
                throw connection.unreachable(new KafkaException("no records received for " + connection.timeout()));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
