package dev.muster.assignmentservice.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.UnassignOrganization;
import dev.muster.assignmentservice.pipeline.Appended;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.messaging.consumer.ReadPositions;
import dev.muster.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

class ParallelBatchListenerIT {

    private static final int APPLICATIONS = 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Collection<List<ConsumerRecord<byte[], byte[]>>> taken = new ConcurrentLinkedQueue<>();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void backlogKeepsTheOrderOfEachApplication() {
        Pipeline pipeline = Pipeline.shared();
        String organization = pipeline.owner(false);
        List<String> applications = IntStream.range(0, APPLICATIONS)
                .mapToObj(i -> pipeline.application())
                .toList();
        List<AssignmentCommand> commands = new ArrayList<>();
        while (commands.size() < ParallelBatchListener.SPLIT_SIZE) {
            applications.forEach(one -> commands.add(Commands.assign(one, organization)));
            applications.forEach(one -> commands.add(
                    Commands.command(one, new UnassignOrganization()).build()));
        }
        int each = commands.size() / applications.size();

        BatchMessageListener<byte[], byte[]> listener = commandListener(pipeline);
        assertThat(listener).isInstanceOf(ParallelBatchListener.class);
        listener.onMessage(records(commands));

        assertThat(applications).allSatisfy(one -> {
            assertThat(pipeline.row(one))
                    .containsEntry("status", "unassigned")
                    .containsEntry("ownership_revision", (long) each);
            await().until(() -> pipeline.ownershipEvents(one).size() == each);
            assertThat(pipeline.ownershipEvents(one).get(0).getRevision()).isOne();
            await().until(() -> pipeline.outcomes(one).size() == each);
        });
    }

    @Test
    void halvesRunInParallelAndKeepTheOrderOfEachKey() {
        CyclicBarrier bothAreThere = new CyclicBarrier(2);
        List<ConsumerRecord<byte[], byte[]>> poll = poll(ParallelBatchListener.SPLIT_SIZE);

        takesBoth(
                        half -> {
                            meet(bothAreThere);
                            taken.add(half);
                        },
                        threads)
                .onMessage(poll);

        assertThat(taken)
                .hasSize(2)
                .allSatisfy(half -> assertThat(half)
                        .isSortedAccordingTo((one, other) -> Long.compare(one.offset(), other.offset())));
        List<List<String>> keys = taken.stream()
                .map(half -> half.stream().map(record -> key(record)).distinct().toList())
                .toList();
        assertThat(keys.get(0)).doesNotContainAnyElementsOf(keys.get(1));
        assertThat(taken.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(poll);
    }

    @Test
    void smallPollIsNotSplit() {
        List<ConsumerRecord<byte[], byte[]>> poll = poll(ParallelBatchListener.SPLIT_SIZE - 1);

        takesBoth(taken::add, threads).onMessage(poll);

        assertThat(taken).containsExactly(poll);
    }

    @Test
    void failureIsThrownAfterBothHalvesEnded() {
        List<ConsumerRecord<byte[], byte[]>> poll = poll(ParallelBatchListener.SPLIT_SIZE);
        for (String failing : List.of(key(poll.get(0)), key(poll.get(1)))) {
            CountDownLatch failed = new CountDownLatch(1);
            CountDownLatch returned = new CountDownLatch(1);
            AtomicBoolean returnedEarly = new AtomicBoolean();
            ParallelBatchListener halves = takesBoth(
                    half -> {
                        if (has(half, failing)) {
                            failed.countDown();
                            throw new IllegalStateException("a fault");
                        }
                        isOpenWithin(30_000, failed);
                        returnedEarly.set(isOpenWithin(200, returned));
                    },
                    threads);

            try {
                assertThatThrownBy(() -> halves.onMessage(poll))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("a fault");
            } finally {
                returned.countDown();
            }

            assertThat(returnedEarly).isFalse();
        }
    }

    @Test
    void failedPollIsNotSplitUntilItSucceeds() {
        List<ConsumerRecord<byte[], byte[]>> poll = poll(ParallelBatchListener.SPLIT_SIZE);
        AtomicBoolean failing = new AtomicBoolean(true);
        ParallelBatchListener halves = takesBoth(
                half -> {
                    if (failing.get() && has(half, "a")) {
                        throw new IllegalStateException("a fault");
                    }
                    taken.add(half);
                },
                threads);

        assertThatThrownBy(() -> halves.onMessage(poll)).hasMessage("a fault");
        assertThat(taken).hasSize(1);
        assertThatThrownBy(() -> halves.onMessage(poll)).hasMessage("a fault");
        assertThat(taken).hasSize(1);
        failing.set(false);
        halves.onMessage(poll);
        assertThat(taken).hasSize(2).contains(poll);
        halves.onMessage(poll);
        assertThat(taken).hasSize(4);
    }

    @Test
    void failedPollIsNotSplitAfterAnotherPartitionSucceeds() {
        List<ConsumerRecord<byte[], byte[]>> poll = poll(ParallelBatchListener.SPLIT_SIZE);
        List<ConsumerRecord<byte[], byte[]>> other = poll.stream()
                .map(one -> new ConsumerRecord<>(one.topic(), 1, one.offset(), one.key(), one.value()))
                .toList();
        AtomicBoolean failing = new AtomicBoolean(true);
        ParallelBatchListener halves = takesBoth(
                half -> {
                    if (failing.get()) {
                        throw new IllegalStateException("a fault");
                    }
                    taken.add(half);
                },
                threads);

        assertThatThrownBy(() -> halves.onMessage(poll)).hasMessage("a fault");
        failing.set(false);
        halves.onMessage(other);
        assertThat(taken).hasSize(2);
        halves.onMessage(poll);
        assertThat(taken).hasSize(3).contains(poll);
    }

    @Test
    void errorOfEitherHalfIsRethrownUnchanged() {
        List<ConsumerRecord<byte[], byte[]>> poll = poll(ParallelBatchListener.SPLIT_SIZE);
        for (String failing : List.of(key(poll.get(0)), key(poll.get(1)))) {
            ParallelBatchListener halves = takesBoth(
                    half -> {
                        if (has(half, failing)) {
                            throw new LinkageError("not to be tried again");
                        }
                    },
                    threads);

            assertThatThrownBy(() -> halves.onMessage(poll)).isInstanceOf(LinkageError.class);
        }
    }

    @Test
    void largePollOfOneKeyIsHandledOnce() {
        List<ConsumerRecord<byte[], byte[]>> poll = IntStream.range(0, ParallelBatchListener.SPLIT_SIZE)
                .mapToObj(i -> record(i, "b", new byte[1]))
                .toList();

        takesBoth(taken::add, threads).onMessage(poll);

        assertThat(taken).containsExactly(poll);
    }

    @SuppressWarnings("unchecked") // the bean and its listener are declared so
    private static BatchMessageListener<byte[], byte[]> commandListener(Pipeline pipeline) {
        return (BatchMessageListener<byte[], byte[]>) Objects.requireNonNull(pipeline.context()
                .getBean("assignmentCommandListener", ConcurrentMessageListenerContainer.class)
                .getContainerProperties()
                .getMessageListener());
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(List<AssignmentCommand> commands) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (AssignmentCommand command : commands) {
            records.add(record(records.size(), command.getApplicationId(), Pipeline.encode(command)));
        }
        return records;
    }

    /** Of twenty keys, one after the other, of which neighbours are in different halves. */
    private static List<ConsumerRecord<byte[], byte[]>> poll(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> record(i, String.valueOf((char) ('a' + i % 20)), new byte[1]))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, byte[] value) {
        return Appended.record(Topics.ASSIGNMENT_COMMANDS, 0, offset, key.getBytes(UTF_8), value);
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the halves are not taken at once", e);
        }
    }

    private static boolean has(List<ConsumerRecord<byte[], byte[]>> half, String key) {
        return half.stream().anyMatch(record -> key(record).equals(key));
    }

    private static boolean isOpenWithin(long millis, CountDownLatch latch) {
        try {
            return latch.await(millis, MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One listener for whole polls and for halves. */
    private static ParallelBatchListener takesBoth(BatchMessageListener<byte[], byte[]> listener, Executor beside) {
        return new ParallelBatchListener(listener, listener, ReadPositions.NONE, beside);
    }
}
