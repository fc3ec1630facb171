package dev.muster.messaging.health;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Checks that Kafka answers: its cluster, or the leaders of all partitions of one topic that the service writes to on
 * behalf of HTTP clients. For such a topic a failed send counts as a problem too.
 */
public final class KafkaProbe implements BackgroundProbe.Target {

    private static final int REQUEST_TIMEOUT_MS = 2_000;
    private static final int API_TIMEOUT_MS = 3_000;
    private static final Duration FAILED_SEND_COUNTS_FOR = Duration.ofSeconds(10);

    private record FailedSend(String failure, long atNanos) {}

    private final Map<String, Object> connection;
    private final @Nullable String topic;
    private @Nullable Admin admin;
    private volatile @Nullable FailedSend failedSend;

    /**
     * Connects at the first probe.
     *
     * @param connection settings of an admin client: brokers and security
     * @param topic null for the cluster
     */
    public KafkaProbe(Map<String, Object> connection, @Nullable String topic) {
        this.connection = new HashMap<>(connection);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        this.topic = topic;
    }

    /** A record sent for an HTTP client was acknowledged. */
    public void onSendSuccess() {
        failedSend = null;
    }

    /** A record sent for an HTTP client was not acknowledged. */
    public void onSendFailure(Throwable failure) {
        failedSend = new FailedSend(failure.getClass().getSimpleName(), System.nanoTime());
    }

    @Override
    public @Nullable String probe() throws InterruptedException {
        try {
            Admin client = admin == null ? Admin.create(connection) : admin;
            admin = client;
            String problem = topic == null ? findClusterProblem(client) : findTopicProblem(client, topic);
            return problem == null ? findSendProblem() : problem;
        } catch (ExecutionException e) {
            return "Kafka cannot be reached: "
                    + requireNonNull(e.getCause()).getClass().getSimpleName();
        } catch (KafkaException e) {
            return "Kafka cannot be reached: " + e.getClass().getSimpleName();
        }
    }

    private static @Nullable String findClusterProblem(Admin admin) throws InterruptedException, ExecutionException {
        return admin.describeCluster().nodes().get().isEmpty() ? "Kafka has no broker" : null;
    }

    private static @Nullable String findTopicProblem(Admin admin, String topic)
            throws InterruptedException, ExecutionException {
        TopicDescription description = requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicPartitionInfo partition : description.partitions()) {
            if (partition.leader() == null || partition.leader().isEmpty()) {
                return topic + "-" + partition.partition() + " has no leader";
            }
            ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
        }
        // This request goes to each leader.
        admin.listOffsets(ends).all().get();
        return null;
    }

    private @Nullable String findSendProblem() {
        FailedSend failed = failedSend;
        return failed != null && System.nanoTime() - failed.atNanos() < FAILED_SEND_COUNTS_FOR.toNanos()
                ? "Kafka does not acknowledge: " + failed.failure()
                : null;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
