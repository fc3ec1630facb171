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
 * Creates the topics that are missing, before anything reads or writes. One that is there stays as it is, whatever its
 * number of partitions: with more of them, the records of one key would not be in order any more.
 */
public final class TopicCreator {

    private static final int REQUEST_TIMEOUT_MS = 4_000;
    private static final int API_TIMEOUT_MS = 5_000;

    private final Map<String, Object> connection;
    private final List<NewTopic> topics;

    /** The topics to be, on the brokers and with the security that {@code connection} names. */
    public TopicCreator(Map<String, Object> connection, List<NewTopic> topics) {
        this.connection = new HashMap<>(connection);
        this.connection.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        this.connection.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        this.topics = topics;
    }

    /** Waits for the brokers, as long as it takes; true when the topics are there, false when the wait was cancelled. */
    public boolean create(PeerWait wait) throws InterruptedException {
        while (!wait.isCancelled()) {
            String problem = tryToCreate();
            if (problem == null) {
                wait.end("Kafka is there");
                return true;
            }
            wait.pause(problem);
        }
        return false;
    }

    /** What is to be waited for; null when the topics are there. */
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
            // No address of the brokers can be resolved, for instance.
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
                        + ": it refuses the login; look at spring.kafka.security.* and .properties.*";
            }
            if (cause instanceof AuthorizationException) {
                return "Kafka at " + brokers() + ": it does not allow to create the topic " + topic;
            }
            return "Kafka at " + brokers() + ": topic " + topic + " cannot be created: " + cause;
        }
    }

    private String brokers() {
        return String.valueOf(connection.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    }
}
