package dev.muster.ingestservice;

import dev.muster.ingestservice.agent.web.UploadSettings;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.topic.TopicPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of this service, under {@code muster}; application.yml has the defaults and says what they are for.
 *
 * @param brakeEnabled whether mass removals are held back until a second snapshot confirms them
 * @param purgeRemovedAfter how long a removed application is remembered, at least a day
 * @param rememberReceivedFor how long a report is known as received after it was collected, at least a day
 */
@ConfigurationProperties("muster")
public record IngestSettings(
        Reports reports,
        TopicPolicy topics,
        OutboxSettings outbox,
        UploadSettings uploads,
        boolean brakeEnabled,
        Duration purgeRemovedAfter,
        Duration rememberReceivedFor) {

    public IngestSettings {
        requireAtLeastADay("muster.purge-removed-after", purgeRemovedAfter);
        requireAtLeastADay("muster.remember-received-for", rememberReceivedFor);
    }

    /**
     * How inventory.reports is read.
     *
     * @param concurrency how many partitions are worked on at once, 1 to 64
     * @param maxPollRecords how many reports one transaction takes, 1 to 10,000
     */
    public record Reports(int concurrency, int maxPollRecords) {

        public Reports {
            require(concurrency >= 1 && concurrency <= 64, "muster.reports.concurrency must be 1 to 64");
            require(
                    maxPollRecords >= 1 && maxPollRecords <= 10_000,
                    "muster.reports.max-poll-records must be 1 to 10000");
        }
    }

    private static void requireAtLeastADay(String name, Duration value) {
        require(value.toDays() >= 1, name + " must be at least a day, not " + value);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
