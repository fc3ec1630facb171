package dev.muster.ingestservice;

import dev.muster.ingestservice.agent.web.UploadSettings;
import dev.muster.ingestservice.freshness.Thresholds;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.topic.TopicPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code muster}; application.yml has the defaults and describes them.
 *
 * @param brakeEnabled whether mass removals are held back until a second snapshot confirms them
 * @param purgeRemovedAfter retention of removed applications, at least a day
 * @param staleAfter silence after which a system is STALE, 1 min to 217 d
 * @param missingAfter silence after which it is MISSING, at least {@code staleAfter}, at most 217 d
 * @param purgeMissingAfter how long a system is MISSING before its applications are purged, at least a day; zero: never
 * @param rememberReceivedFor retention of the entries of received reports after their collection time, at least a day
 */
@ConfigurationProperties("muster")
public record IngestSettings(
        Reports reports,
        TopicPolicy topics,
        OutboxSettings outbox,
        UploadSettings uploads,
        boolean brakeEnabled,
        Duration purgeRemovedAfter,
        Duration staleAfter,
        Duration missingAfter,
        Duration purgeMissingAfter,
        Duration rememberReceivedFor) {

    public IngestSettings {
        requireAtLeastADay("muster.purge-removed-after", purgeRemovedAfter);
        requireAtLeastADay("muster.remember-received-for", rememberReceivedFor);
        if (!purgeMissingAfter.isZero()) {
            requireAtLeastADay("muster.purge-missing-after", purgeMissingAfter);
        }
        new Thresholds(staleAfter, missingAfter);
    }

    /** The default thresholds of freshness. */
    public Thresholds thresholds() {
        return new Thresholds(staleAfter, missingAfter);
    }

    /**
     * Consumption of inventory.reports.
     *
     * @param concurrency number of partitions that are processed in parallel, 1 to 64
     * @param maxPollRecords maximum number of reports in a transaction, 1 to 10,000
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
