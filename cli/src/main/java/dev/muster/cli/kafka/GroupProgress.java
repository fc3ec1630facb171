package dev.muster.cli.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far Muster's consumer groups have come: an offset that one has committed is processed. Others' say nothing. */
public final class GroupProgress implements AutoCloseable {

    private static final String MUSTER = "muster-";

    private final KafkaConnection connection;
    private final Admin admin;

    /** Connects. */
    public GroupProgress(KafkaConnection connection) {
        this.connection = connection;
        this.admin = connection.admin();
    }

    /** Whether Muster has processed the record at the given place. */
    public boolean hasPassed(String topic, int partition, long offset) {
        return committed().getOrDefault(new TopicPartition(topic, partition), 0L) > offset;
    }

    /** How many records of the topics Muster has not processed yet. */
    public long behind(List<String> topics) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        get(admin.describeTopics(topics).allTopicNames())
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(one -> latest.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> committed = committed();
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue().offset() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** The furthest that any of Muster's groups has committed, by partition. */
    private Map<TopicPartition, Long> committed() {
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        List<GroupListing> listed = new ArrayList<>(get(admin.listGroups().all()));
        listed.stream()
                .map(GroupListing::groupId)
                .filter(id -> id.startsWith(MUSTER))
                .forEach(id -> groups.put(id, new ListConsumerGroupOffsetsSpec()));
        Map<TopicPartition, Long> furthest = new HashMap<>();
        if (groups.isEmpty()) {
            return furthest;
        }
        get(admin.listConsumerGroupOffsets(groups).all())
                .values()
                .forEach(offsets -> offsets.forEach((partition, offset) -> keep(furthest, partition, offset)));
        return furthest;
    }

    private static void keep(
            Map<TopicPartition, Long> furthest, TopicPartition partition, @Nullable OffsetAndMetadata offset) {
        if (offset != null) {
            furthest.merge(partition, offset.offset(), Math::max);
        }
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw connection.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw connection.unreachable(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
