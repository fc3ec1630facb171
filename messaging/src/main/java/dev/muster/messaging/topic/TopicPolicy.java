package dev.muster.messaging.topic;

import dev.muster.messaging.outbox.OutboxProducer;
import dev.muster.schemas.Topics;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.config.TopicBuilder;

/**
 * How missing topics are created. An existing topic is left as it is.
 *
 * @param partitions of each, 1 to 1,000
 * @param replication of each, 1 to 10
 */
public record TopicPolicy(int partitions, int replication) {

    private static final Duration COMPACTION_LAG = Duration.ofDays(7);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    public TopicPolicy {
        require(partitions >= 1 && partitions <= 1_000, "topics.partitions must be 1 to 1000, not " + partitions);
        require(replication >= 1 && replication <= 10, "topics.replication must be 1 to 10, not " + replication);
    }

    /** A topic whose records are deleted after the given time. */
    public NewTopic retainedFor(String name, Duration time) {
        return topic(name)
                .config("cleanup.policy", "delete")
                .config("retention.ms", Long.toString(time.toMillis()))
                .build();
    }

    /**
     * A topic that other systems write to. The broker stores it uncompressed, whatever the producer sends: a consumer's
     * fetch limits apply to stored bytes and would otherwise not limit its memory. The broker sets the timestamp, by
     * which content and tokens are checked (see {@code RecordTime}).
     */
    public NewTopic inputRetainedFor(String name, Duration time) {
        NewTopic topic = retainedFor(name, time);
        topic.configs().put("compression.type", "uncompressed");
        topic.configs().put("message.timestamp.type", "LogAppendTime");
        return topic;
    }

    /** A topic that keeps the last record of each key, and all records of the last seven days. */
    public NewTopic compacted(String name) {
        return topic(name)
                .config("cleanup.policy", "compact")
                .config("min.compaction.lag.ms", Long.toString(COMPACTION_LAG.toMillis()))
                .build();
    }

    /** The topic for the dead letters of the given one. */
    public NewTopic deadLettersOf(String name) {
        return retainedFor(Topics.deadLettersOf(name), DEAD_LETTER_RETENTION);
    }

    private TopicBuilder topic(String name) {
        return TopicBuilder.name(name)
                .partitions(partitions)
                .replicas(replication)
                .config("max.message.bytes", Integer.toString(OutboxProducer.MAX_MESSAGE_BYTES));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
