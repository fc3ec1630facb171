package dev.muster.benchmarks.stack;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Administers the broker for the benchmarks. */
public final class Broker implements AutoCloseable {

    /** The number of partitions of every topic; equals the default of Muster. */
    public static final int PARTITIONS = 12;

    private final String servers;
    private final Admin admin;

    public Broker(String servers) {
        this.servers = servers;
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
    }

    /** The bootstrap servers. */
    public String servers() {
        return servers;
    }

    /** Creates an input topic, stored uncompressed. */
    public void create(String topic) {
        get(admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)
                        .configs(Map.of("compression.type", "uncompressed", "max.message.bytes", "16777216"))))
                .all());
    }

    /** Deletes the topics that exist. */
    public void delete(Collection<String> topics) {
        Set<String> existing = get(admin.listTopics().names());
        get(admin.deleteTopics(topics.stream().filter(existing::contains).toList())
                .all());
    }

    /** Deletes all records of a topic. */
    public void empty(String topic) {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        ends(topic).forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
        get(admin.deleteRecords(all).all());
    }

    /** Returns the end offsets. */
    public Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription description :
                get(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
            description
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        }
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** The number of records ever written to the topic; 0 if it does not exist. */
    public long written(String topic) {
        try {
            return ends(topic).values().stream().mapToLong(Long::longValue).sum();
        } catch (BenchmarkException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    /** The lag of the group up to the given end offsets. */
    public long lag(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    return Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
                })
                .sum();
    }

    /** Whether all partitions of the topic are assigned to members of the group. */
    public boolean isAssigned(String group, String topic) {
        ConsumerGroupDescription description;
        try {
            description =
                    get(admin.describeConsumerGroups(List.of(group)).all()).get(group);
        } catch (BenchmarkException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false; // the group does not exist yet
            }
            throw e;
        }
        return description != null
                && description.members().stream()
                                .flatMap(member -> member.assignment().topicPartitions().stream())
                                .filter(partition -> partition.topic().equals(topic))
                                .count()
                        == PARTITIONS;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("broker request failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
