package dev.muster.assignmentservice.application.kafka;

import dev.muster.assignmentservice.ownership.InventoryProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the brokers how far the group has come that follows a topic: when it has committed all that the topic had at some
 * time, everything from before that time is handled. While the brokers cannot be asked, or the group is behind, the time
 * stays where it is.
 */
public final class ConsumerProgress implements InventoryProgress, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConsumerProgress.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Supplier<Admin> admins;
    private final String group;
    private final String topic;
    private final Duration interval;
    private final Clock clock;
    private @Nullable ScheduledExecutorService thread;
    private @Nullable Future<?> asking;
    private @Nullable Admin admin;
    private boolean failing;
    private volatile @Nullable Instant handledUntil;

    /** Asks with clients from the supplier, one at a time. */
    public ConsumerProgress(Supplier<Admin> admins, String group, String topic, Duration interval, Clock clock) {
        this.admins = admins;
        this.group = group;
        this.topic = topic;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public @Nullable Instant handledUntil() {
        return handledUntil;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread one = new Thread(task, "followed-inventory");
            one.setDaemon(true);
            return one;
        });
        thread = started;
        asking = started.scheduleWithFixedDelay(this::ask, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask() {
        try {
            Instant now = clock.instant();
            if (hasCommittedAll()) {
                handledUntil = now;
            }
            failing = false;
        } catch (KafkaException | CompletionException | ExecutionException | TimeoutException e) {
            if (!failing) {
                log.warn("cannot ask how far a group has come group={} topic={} cause={}", group, topic, e.toString());
            }
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The ends first: what is committed behind them may be more. */
    private boolean hasCommittedAll() throws InterruptedException, ExecutionException, TimeoutException {
        Admin asked = admin();
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        Objects.requireNonNull(answer(asked.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic))
                .partitions()
                .forEach(one -> partitions.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                answer(asked.listOffsets(partitions, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(asked.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream().allMatch(end -> end.getValue().offset() <= offset(committed.get(end.getKey())));
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Admin admin() {
        Admin made = admin;
        if (made == null) {
            made = admins.get();
            admin = made;
        }
        return made;
    }

    @Override
    public synchronized void stop() {
        if (asking != null) {
            asking.cancel(true);
            asking = null;
        }
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
