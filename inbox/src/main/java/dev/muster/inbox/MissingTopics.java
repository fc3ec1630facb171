package dev.muster.inbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the topics that are missing, before anything reads or writes. One that is there stays as it is, whatever its
 * number of partitions: with more of them, the records of one key would not be in order any more.
 */
public final class MissingTopics implements SmartLifecycle {

    private final Map<String, Object> connection;
    private final List<NewTopic> topics;
    private volatile boolean running;

    /** The topics to be, on the brokers and with the security that {@code connection} names. */
    public MissingTopics(Map<String, Object> connection, List<NewTopic> topics) {
        this.connection = connection;
        this.topics = topics;
    }

    /** Waits for the brokers for at most default.api.timeout.ms; without them the service does not start. */
    @Override
    public void start() {
        try (Admin admin = Admin.create(connection)) {
            Map<String, KafkaFuture<Void>> created = admin.createTopics(topics).values();
            for (Map.Entry<String, KafkaFuture<Void>> topic : created.entrySet()) {
                await(topic.getKey(), topic.getValue());
            }
            TimestampTypes.check(admin, topics);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were looked at", e);
        }
        running = true;
    }

    private static void await(String topic, KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "topic " + topic + " cannot be created: are the brokers up, and may this service do so?", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic " + topic + " was created", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
