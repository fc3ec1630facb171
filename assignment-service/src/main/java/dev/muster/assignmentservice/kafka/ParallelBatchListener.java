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
 * Takes a large poll in two halves at once, each as a poll by itself: one session of PostgreSQL is what a backlog waits
 * for. The records of a key are in one half, in their order. A small poll stays whole: two halves wait for two commits.
 * So does one with records of a poll that failed: what one half has done is not to be told anew each time that the other
 * one fails.
 */
public final class ParallelBatchListener implements BatchMessageListener<byte[], byte[]> {

    /** What comes in a backlog, and not in a steady stream. */
    static final int LARGE = 200;

    private final BatchMessageListener<byte[], byte[]> listener;
    private final BatchMessageListener<byte[], byte[]> halves;
    private final ReadPositions positions;
    private final Executor beside;
    /** Of each partition, up to which record a poll has failed that has not come again and succeeded. */
    private final ThreadLocal<Map<TopicPartition, Long>> unfinished = ThreadLocal.withInitial(HashMap::new);

    /**
     * Hands one half to {@code halves} here, and the other one in the executor.
     *
     * @param listener takes whole polls, and remembers their positions
     * @param halves takes halves, whose positions are remembered behind both: neither half has all before its last record
     */
    public ParallelBatchListener(
            BatchMessageListener<byte[], byte[]> listener,
            BatchMessageListener<byte[], byte[]> halves,
            ReadPositions positions,
            Executor beside) {
        this.listener = listener;
        this.halves = halves;
        this.positions = positions;
        this.beside = beside;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, Long> failed = unfinished.get();
        boolean whole = records.size() < LARGE || records.stream().anyMatch(record -> isAgain(record, failed));
        Map<TopicPartition, Long> ends = new HashMap<>();
        records.forEach(record -> ends.merge(partitionOf(record), record.offset(), Math::max));
        ends.forEach((partition, end) -> failed.merge(partition, end, Math::max));
        if (whole) {
            listener.onMessage(records);
        } else {
            takeHalves(records);
            positions.remember(records);
        }
        ends.forEach((partition, end) -> failed.computeIfPresent(partition, (same, last) -> last > end ? last : null));
    }

    private static boolean isAgain(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> failed) {
        Long last = failed.get(partitionOf(record));
        return last != null && record.offset() <= last;
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void takeHalves(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> one = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> other = new ArrayList<>();
        records.forEach(record -> (Arrays.hashCode(record.key()) % 2 == 0 ? one : other).add(record));
        CompletableFuture<Void> besides = CompletableFuture.runAsync(() -> take(other), beside);
        try {
            take(one);
        } catch (RuntimeException | Error e) {
            awaitAlso(besides, e);
            throw e;
        }
        await(besides);
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> half) {
        if (!half.isEmpty()) {
            halves.onMessage(half);
        }
    }

    /** Nothing of a poll may be under way when it comes again. */
    private static void awaitAlso(CompletableFuture<Void> half, Throwable failure) {
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
