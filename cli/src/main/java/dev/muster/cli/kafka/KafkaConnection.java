package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * Connection settings of Kafka clients.
 *
 * @param bootstrapServers comma-separated list of host:port
 * @param properties additional client properties
 * @param timeout how long to wait for a response from Muster
 */
public record KafkaConnection(String bootstrapServers, Properties properties, Duration timeout) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** A connection without additional properties. */
    public static KafkaConnection to(String bootstrapServers, Duration timeout) {
        return new KafkaConnection(bootstrapServers, new Properties(), timeout);
    }

    /** The common settings of all clients. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return settings;
    }

    /** Creates an admin client. */
    public Admin admin() {
        Map<String, Object> settings = settings();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CONNECT_TIMEOUT.toMillis());
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw invalidSettings(e);
        }
    }

    /** Fails if no broker is reachable or a topic does not exist. */
    public void requireTopics(Collection<String> topics) {
        try (Admin admin = admin()) {
            requireTopics(admin, topics);
        }
    }

    private void requireTopics(Admin admin, Collection<String> topics) {
        for (Map.Entry<String, ? extends KafkaFuture<?>> topic :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                topic.getValue().get(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
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
            return invalidTopic(topic);
        }
        return e.getCause() instanceof UnknownTopicOrPartitionException ? missingTopic(topic) : failure(e);
    }

    static CliException invalidTopic(String topic) {
        return CliException.usage("invalid topic name: " + topic);
    }

    CliException missingTopic(String topic) {
        return CliException.unavailable("topic " + topic + " does not exist at " + bootstrapServers
                + ": start the services, which create their topics, or check the name");
    }

    /** Translates a failed request that only describes something. */
    public CliException failure(ExecutionException e) {
        return failure(e.getCause() == null ? e : e.getCause(), AclOperation.DESCRIBE);
    }

    /** Translates a failed request: authentication or authorization failed, or no broker is reachable. */
    public CliException failure(Throwable cause, AclOperation operation) {
        if (cause instanceof AuthenticationException) {
            return CliException.usage("the Kafka brokers at " + bootstrapServers + " rejected the login of "
                    + KafkaPrincipal.of(properties)
                    + (cause instanceof SslAuthenticationException ? ", because TLS failed" : "")
                    + "; check --kafka-properties, or the Kafka properties of the context");
        }
        if (cause instanceof AuthorizationException) {
            return CliException.rejected("the Kafka brokers at " + bootstrapServers + " deny "
                    + KafkaPrincipal.of(properties) + " the operation " + SecurityUtils.operationName(operation)
                    + " on " + resource(cause) + "; grant the ACL, or use another login in --kafka-properties");
        }
        if (cause instanceof RetriableException || cause instanceof InterruptedException) {
            return unreachable(cause);
        }
        return CliException.unavailable(
                "the Kafka brokers at " + bootstrapServers + " failed the request ("
                        + Errors.forException(cause).name() + ")",
                cause);
    }

    private static String resource(Throwable denied) {
        if (denied instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "topic " + String.join(", ", new TreeSet<>(topics.unauthorizedTopics()));
        }
        if (denied instanceof GroupAuthorizationException group && group.groupId() != null) {
            return "group " + group.groupId();
        }
        return denied instanceof ClusterAuthorizationException ? "the cluster" : "a resource that they do not name";
    }

    /** The exception for unreachable brokers. */
    public CliException unreachable(Throwable cause) {
        return CliException.unavailable(
                "no Kafka broker is reachable at " + bootstrapServers
                        + ": start one (./muster local) or set --bootstrap-servers",
                cause);
    }

    /** The exception for invalid client settings. */
    public CliException invalidSettings(KafkaException e) {
        String problem = "";
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException) {
                problem = ": " + cause.getMessage();
            }
        }
        return CliException.usage("invalid Kafka client settings (" + bootstrapServers + ")" + problem
                + "; check --bootstrap-servers and --kafka-properties");
    }
}
