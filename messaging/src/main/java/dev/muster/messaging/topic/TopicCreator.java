package dev.muster.messaging.topic;

import dev.muster.messaging.health.PeerWait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Creates missing topics before the service reads or writes. An existing topic is left as it is, whatever its number of
 * partitions: with more partitions, the records of one key would no longer be in order.
 */
public final class TopicCreator {

    private static final int REQUEST_TIMEOUT_MS = 4_000;
    private static final int API_TIMEOUT_MS = 5_000;

    private final Map<String, Object> connection;
    private final List<NewTopic> topics;

    /**
     * Connects when it creates.
     *
     * @param connection settings of an admin client: brokers and security
     * @param topics to create
     */
    public TopicCreator(Map<String, Object> connection, List<NewTopic> topics) {
        this.connection = new HashMap<>(connection);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        this.topics = topics;
    }

    /** Waits for the brokers without a limit; true when the topics exist, false when the wait was cancelled. */
    public boolean create(PeerWait wait) throws InterruptedException {
        while (!wait.isCancelled()) {
            String problem = tryToCreate();
            if (problem == null) {
                wait.end("Kafka is available");
                return true;
            }
            wait.pause(problem);
        }
        return false;
    }

    /** The problem to wait for; null when the topics exist. */
    private @Nullable String tryToCreate() throws InterruptedException {
        try (Admin admin = Admin.create(connection)) {
            for (Map.Entry<String, KafkaFuture<Void>> topic :
                    admin.createTopics(topics).values().entrySet()) {
                String problem = await(topic.getKey(), topic.getValue());
                if (problem != null) {
                    return problem;
                }
            }
            TimestampTypeCheck.check(admin, topics);
            return null;
        } catch (KafkaException e) {
            // For example, no broker address can be resolved.
            return "Kafka at " + brokers() + ": " + (e.getCause() == null ? e : e.getCause()).getMessage();
        }
    }

    private @Nullable String await(String topic, KafkaFuture<Void> created) throws InterruptedException {
        try {
            created.get();
            return null;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof TopicExistsException) {
                return null;
            }
            if (cause instanceof TimeoutException) {
                return "Kafka at " + brokers() + ": no broker answers";
            }
            if (cause instanceof AuthenticationException) {
                return "Kafka at " + brokers()
                        + ": it rejects the login; check spring.kafka.security.* and .properties.*";
            }
            if (cause instanceof AuthorizationException) {
                return "Kafka at " + brokers() + ": creating this topic is not authorized: " + topic;
            }
            return "Kafka at " + brokers() + ": topic " + topic + " cannot be created: " + cause;
        }
    }

    private String brokers() {
        return String.valueOf(connection.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    }
}
