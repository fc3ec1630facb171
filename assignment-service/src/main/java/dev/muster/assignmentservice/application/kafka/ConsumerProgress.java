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
 * Polls the brokers for the progress of a consumer group on a topic: when the group has committed the end offsets of some
 * time, all records from before that time are handled. While the brokers are unavailable or the group lags, the time does not
 * change.
 */
public final class ConsumerProgress implements InventoryProgress, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConsumerProgress.class);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<Admin> adminFactory;
    private final String group;
    private final String topic;
    private final Duration interval;
    private final Clock clock;
    private @Nullable ScheduledExecutorService executor;
    private @Nullable Future<?> polling;
    private @Nullable Admin admin;
    private boolean isFailing;
    private volatile @Nullable Instant handledUntil;

    /** Uses one client of the factory at a time. */
    public ConsumerProgress(Supplier<Admin> adminFactory, String group, String topic, Duration interval, Clock clock) {
        this.adminFactory = adminFactory;
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
            Thread one = new Thread(task, "inventory-progress");
            one.setDaemon(true);
            return one;
        });
        executor = started;
        polling = started.scheduleWithFixedDelay(this::poll, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void poll() {
        try {
            Instant now = clock.instant();
            if (hasCommittedAll()) {
                handledUntil = now;
            }
            isFailing = false;
        } catch (KafkaException | CompletionException | ExecutionException | TimeoutException e) {
            if (!isFailing) {
                log.warn(
                        "cannot read the progress of a consumer group group={} topic={} cause={}",
                        group,
                        topic,
                        e.toString());
            }
            isFailing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads end offsets before committed offsets: the group may commit more in between. */
    private boolean hasCommittedAll() throws InterruptedException, ExecutionException, TimeoutException {
        Admin client = admin();
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        Objects.requireNonNull(await(client.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic))
                .partitions()
                .forEach(one -> partitions.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                await(client.listOffsets(partitions, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(client.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream().allMatch(end -> end.getValue().offset() <= offset(committed.get(end.getKey())));
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private static <T> T await(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized Admin admin() {
        Admin current = admin;
        if (current == null) {
            current = adminFactory.get();
            admin = current;
        }
        return current;
    }

    @Override
    public synchronized void stop() {
        if (polling != null) {
            polling.cancel(true);
            polling = null;
        }
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
