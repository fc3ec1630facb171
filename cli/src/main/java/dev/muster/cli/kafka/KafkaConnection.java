package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How to reach the brokers.
 *
 * @param bootstrapServers host:port, several with commas
 * @param properties further settings of the client
 * @param timeout how long to wait for an answer of Muster
 */
public record KafkaConnection(String bootstrapServers, Properties properties, Duration timeout) {

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(10);

    /** A connection without further settings. */
    public static KafkaConnection to(String bootstrapServers, Duration timeout) {
        return new KafkaConnection(bootstrapServers, new Properties(), timeout);
    }

    /** What every client needs. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    /** An administrator's client. */
    public Admin admin() {
        Map<String, Object> settings = settings();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) REACHED_WITHIN.toMillis());
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw unusable(e);
        }
    }

    /** Fails with a clear line when no broker answers or one of the topics does not exist. */
    public void requireTopics(Collection<String> topics) {
        try (Admin admin = admin()) {
            requireTopics(admin, topics);
        }
    }

    private void requireTopics(Admin admin, Collection<String> topics) {
        for (Map.Entry<String, ? extends KafkaFuture<?>> topic :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                topic.getValue().get(REACHED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw topicFailure(topic.getKey(), e);
            } catch (TimeoutException e) {
                throw unreachable(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(e);
            }
        }
    }

    private CliException topicFailure(String topic, ExecutionException e) {
        if (e.getCause() instanceof InvalidTopicException) {
            return CliException.usage("no topic can have the name " + topic + ": check it");
        }
        return e.getCause() instanceof UnknownTopicOrPartitionException ? missing(topic) : failure(e);
    }

    private CliException missing(String topic) {
        return CliException.infrastructure("there is no topic " + topic + " at " + bootstrapServers
                + ": Muster's services create their topics when they start; start them, or check the name");
    }

    /** What to say when the brokers do not do what was asked: they refuse it, or none of them answers. */
    public CliException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof AuthenticationException) {
            return CliException.usage("the Kafka brokers at " + bootstrapServers + " refuse the login: "
                    + cause.getMessage() + "; check --kafka-properties");
        }
        if (cause instanceof AuthorizationException) {
            return CliException.no("the Kafka brokers at " + bootstrapServers + " do not allow it: "
                    + cause.getMessage() + "; grant the right to the login in --kafka-properties");
        }
        return unreachable(e);
    }

    /** The failure that says that no broker answers. */
    public CliException unreachable(Throwable cause) {
        return CliException.infrastructure(
                "no Kafka broker answers at " + bootstrapServers
                        + ": start one (./muster local) or name another with --bootstrap-servers",
                cause);
    }

    /** The failure that says that a client cannot even be made of these settings. */
    public CliException unusable(KafkaException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return CliException.usage("the Kafka client cannot use these settings (" + bootstrapServers + "): "
                + cause.getMessage() + "; check --bootstrap-servers and --kafka-properties");
    }
}
