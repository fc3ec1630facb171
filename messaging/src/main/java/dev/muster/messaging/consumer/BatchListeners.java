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

/**
 * Creates consumers and listener containers that lose no record: the settings that this depends on cannot be
 * overridden.
 */
public final class BatchListeners {

    /**
     * Limits the memory of a consumer to about twice this size, since it fetches ahead. It is about 1,300 reports of 3
     * KB, so a poll may have fewer records than max.poll.records. A broker still sends a single record that is larger.
     */
    private static final int FETCH_MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_PARTITION_FETCH_BYTES = 1024 * 1024;

    private static final Duration AUTHENTICATION_RETRY_INTERVAL = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(25);

    private static final int PHASE = 0;

    private BatchListeners() {}

    /**
     * A factory of consumers of bytes. The guard decides where they start to read, so that none skips lost input.
     *
     * @param settings of the consumers: brokers, security and tuning
     */
    public static ConsumerFactory<byte[], byte[]> consumerFactory(Map<String, Object> settings, InputGuard guard) {
        Map<String, Object> fixed = new HashMap<>(settings);
        fixed.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        fixed.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        fixed.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        fixed.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        fixed.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        // How long the partitions of a crashed instance stay assigned to it.
        fixed.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        fixed.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
        fixed.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_FETCH_BYTES);
        return new GuardedConsumerFactory(fixed, guard);
    }

    /**
     * A factory of batch listener containers, which commit the offsets of a poll only after the listener has returned.
     */
    public static ConcurrentKafkaListenerContainerFactory<byte[], byte[]> containerFactory(
            ConsumerFactory<byte[], byte[]> consumers, PollFailureMonitor failures) {
        ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory =
                new ConcurrentKafkaListenerContainerFactory<>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(true);
        factory.setCommonErrorHandler(new RetryingErrorHandler());
        factory.setBatchInterceptor(failures);
        factory.getContainerProperties().setAckMode(AckMode.BATCH);
        factory.getContainerProperties().setSyncCommits(true);
        factory.getContainerProperties().setMissingTopicsFatal(false);
        factory.getContainerProperties().setAuthExceptionRetryInterval(AUTHENTICATION_RETRY_INTERVAL);
        factory.getContainerProperties().setShutdownTimeout(STOP_TIMEOUT.toMillis());
        // Commits positions past transaction markers too; otherwise a group without lag seems to have one.
        factory.getContainerProperties().setFixTxOffsets(true);
        // The service's lifecycle starts and stops them; its phase is stopped before this one.
        factory.setAutoStartup(false);
        factory.setPhase(PHASE);
        return factory;
    }
}
