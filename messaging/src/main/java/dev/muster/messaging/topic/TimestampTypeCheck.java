package dev.muster.messaging.topic;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns about existing topics whose records have the producers' timestamps instead of the brokers'. */
final class TimestampTypeCheck {

    private static final Logger log = LoggerFactory.getLogger(TimestampTypeCheck.class);
    private static final String LOG_APPEND_TIME = "LogAppendTime";

    private TimestampTypeCheck() {}

    /** Checks those of the topics that are configured with the brokers' time. */
    static void check(Admin admin, List<NewTopic> topics) throws InterruptedException {
        List<ConfigResource> expected = topics.stream()
                .filter(topic -> topic.configs() != null
                        && LOG_APPEND_TIME.equals(topic.configs().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)))
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        Map<ConfigResource, KafkaFuture<Config>> configs =
                admin.describeConfigs(expected).values();
        for (ConfigResource topic : expected) {
            check(topic.name(), requireNonNull(configs.get(topic)));
        }
    }

    private static void check(String topic, KafkaFuture<Config> config) throws InterruptedException {
        try {
            ConfigEntry type = config.get().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
            if (type != null && !LOG_APPEND_TIME.equals(type.value())) {
                log.warn(
                        "topic {} has message.timestamp.type={}: the service uses the timestamps that producers set."
                                + " Change it: kafka-configs --bootstrap-server HOST:PORT --alter"
                                + " --entity-type topics --entity-name {}"
                                + " --add-config message.timestamp.type=LogAppendTime",
                        topic,
                        type.value(),
                        topic);
            }
        } catch (ExecutionException e) {
            log.info(
                    "cannot read message.timestamp.type, it should be LogAppendTime topic={} cause={}",
                    topic,
                    String.valueOf(e.getCause()));
        }
    }
}
