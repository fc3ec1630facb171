package dev.muster.assignmentservice.kafka;

import dev.muster.messaging.consumer.ReadPositions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Splits a large poll into two halves and handles them in parallel, each in its own transaction: with a backlog, one
 * PostgreSQL session is the bottleneck. The records of a key stay in one half, in their order. A small poll is not split,
 * since a second commit costs more than it saves. Nor is a poll with records of a failed poll: a half that succeeded would
 * publish its outcomes again each time the other one fails.
 */
public final class ParallelBatchListener implements BatchMessageListener<byte[], byte[]> {

    /** The number of records from which a poll is split; only a backlog has that many. */
    static final int SPLIT_SIZE = 200;

    private final BatchMessageListener<byte[], byte[]> listener;
    private final BatchMessageListener<byte[], byte[]> halfListener;
    private final ReadPositions positions;
    private final Executor executor;
    /** The last offset of a failed poll that has not succeeded since, by partition. */
    private final ThreadLocal<Map<TopicPartition, Long>> unfinished = ThreadLocal.withInitial(HashMap::new);

    /**
     * Creates a listener that handles one half in the calling thread and the other one in the executor.
     *
     * @param listener handles whole polls and stores their positions
     * @param halfListener handles halfListener; their positions are stored after both, since neither half is contiguous
     */
    public ParallelBatchListener(
            BatchMessageListener<byte[], byte[]> listener,
            BatchMessageListener<byte[], byte[]> halfListener,
            ReadPositions positions,
            Executor executor) {
        this.listener = listener;
        this.halfListener = halfListener;
        this.positions = positions;
        this.executor = executor;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Long> failed = unfinished.get();
        boolean whole =
                records.size() < SPLIT_SIZE || records.stream().anyMatch(record -> isRedelivered(record, failed));
        Map<TopicPartition, Long> ends = new HashMap<>();
        records.forEach(record -> ends.merge(partitionOf(record), record.offset(), Math::max));
        ends.forEach((partition, end) -> failed.merge(partition, end, Math::max));
        if (whole) {
            listener.onMessage(records);
        } else {
            handleHalves(records);
            positions.remember(records);
        }
        ends.forEach((partition, end) -> failed.computeIfPresent(partition, (same, last) -> last > end ? last : null));
    }

    private static boolean isRedelivered(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> failed) {
        Long last = failed.get(partitionOf(record));
        return last != null && record.offset() <= last;
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void handleHalves(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> other = new ArrayList<>();
        records.forEach(record -> (Arrays.hashCode(record.key()) % 2 == 0 ? first : other).add(record));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> handle(other), executor);
        try {
            handle(first);
        } catch (RuntimeException | Error e) {
            awaitAfterFailure(second, e);
            throw e;
        }
        await(second);
    }

    private void handle(List<ConsumerRecord<byte[], byte[]>> half) {
        if (!half.isEmpty()) {
            halfListener.onMessage(half);
        }
    }

    /** Waits, so that no part of a poll is still running when it is repeated. */
    private static void awaitAfterFailure(CompletableFuture<Void> half, Throwable failure) {
        try {
            await(half);
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    private static void await(CompletableFuture<Void> half) {
        try {
            half.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
