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

/** Progress of Muster's consumer groups. A record is processed once one of them has committed a later offset. */
public final class GroupProgress implements AutoCloseable {

    private static final String GROUP_PREFIX = "muster-";

    private final KafkaConnection connection;
    private final Admin admin;

    public GroupProgress(KafkaConnection connection) {
        this.connection = connection;
        this.admin = connection.admin();
    }

    /** Whether Muster has processed the record at the given position. */
    public boolean hasProcessed(String topic, int partition, long offset) {
        return committed().getOrDefault(new TopicPartition(topic, partition), 0L) > offset;
    }

    /** The number of records in the topics that Muster has not processed. */
    public long lag(List<String> topics) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        get(admin.describeTopics(topics).allTopicNames())
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition ->
                                latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> committed = committed();
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue().offset() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** The highest offset committed by any of Muster's groups, by partition. */
    private Map<TopicPartition, Long> committed() {
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        List<GroupListing> listings = new ArrayList<>(get(admin.listGroups().all()));
        listings.stream()
                .map(GroupListing::groupId)
                .filter(id -> id.startsWith(GROUP_PREFIX))
                .forEach(id -> groups.put(id, new ListConsumerGroupOffsetsSpec()));
        Map<TopicPartition, Long> highest = new HashMap<>();
        if (groups.isEmpty()) {
            return highest;
        }
        get(admin.listConsumerGroupOffsets(groups).all())
                .values()
                .forEach(offsets -> offsets.forEach((partition, offset) -> merge(highest, partition, offset)));
        return highest;
    }

    private static void merge(
            Map<TopicPartition, Long> highest, TopicPartition partition, @Nullable OffsetAndMetadata offset) {
        if (offset != null) {
            highest.merge(partition, offset.offset(), Math::max);
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
