package dev.muster.messaging.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** The consumers that no record is lost with: what that rests on is set here and cannot be configured away. */
public final class BatchListeners {

    /**
     * Bounds what a consumer has in memory: about twice as much, since it fetches ahead. It is some 1,300 reports of 3 KB,
     * so a poll may be smaller than it is allowed to be. A broker sends a record that is larger all the same.
     */
    private static final int FETCH_MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_PARTITION_FETCH_BYTES = 1024 * 1024;

    private static final Duration RETRY_AUTHENTICATION_AFTER = Duration.ofSeconds(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);

    private static final int PHASE = 0;

    private BatchListeners() {}

    /**
     * Consumers of bytes, with the brokers, the security and the tuning that {@code settings} name. Where they read on, the
     * guard says: none skips what is gone.
     */
    public static ConsumerFactory<byte[], byte[]> consumers(Map<String, Object> settings, InputGuard guard) {
        Map<String, Object> fixed = new HashMap<>(settings);
        fixed.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        fixed.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        fixed.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        fixed.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        fixed.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        // How long the partitions of an instance that crashed stay with it.
        fixed.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        fixed.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
        fixed.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_FETCH_BYTES);
        return new GuardedConsumerFactory(fixed, guard);
    }

    /** Listeners to whole polls, whose offsets are committed when the listener has returned, and only then. */
    public static ConcurrentKafkaListenerContainerFactory<byte[], byte[]> listeners(
            ConsumerFactory<byte[], byte[]> consumers, PollFailureMonitor failures) {
        ConcurrentKafkaListenerContainerFactory<byte[], byte[]> listeners =
                new ConcurrentKafkaListenerContainerFactory<>();
        listeners.setConsumerFactory(consumers);
        listeners.setBatchListener(true);
        listeners.setCommonErrorHandler(new RetryingErrorHandler());
        listeners.setBatchInterceptor(failures);
        listeners.getContainerProperties().setAckMode(AckMode.BATCH);
        listeners.getContainerProperties().setSyncCommits(true);
        listeners.getContainerProperties().setMissingTopicsFatal(false);
        listeners.getContainerProperties().setAuthExceptionRetryInterval(RETRY_AUTHENTICATION_AFTER);
        listeners.getContainerProperties().setShutdownTimeout(STOP_WITHIN.toMillis());
        // A position behind the marker of a transaction is committed too: else a group that is not behind seems to be.
        listeners.getContainerProperties().setFixTxOffsets(true);
        // ServiceLifecycle starts and stops them; this phase comes behind its own.
        listeners.setAutoStartup(false);
        listeners.setPhase(PHASE);
        return listeners;
    }
}
