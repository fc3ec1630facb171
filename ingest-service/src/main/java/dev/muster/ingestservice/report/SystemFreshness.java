package dev.muster.ingestservice.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a system's signs of life.
 *
 * @param sightedAt the greatest broker time of a report or heartbeat; null if there was none since it is recorded
 * @param collector the collector of the last report; null if there was none since it is recorded
 * @param nextReportWithinS in how many seconds the next report comes, as the newest snapshot says; null if it does not say
 * @param silent whether the published state is STALE or MISSING
 */
public record SystemFreshness(
        @Nullable Instant sightedAt,
        @Nullable String collector,
        @Nullable Integer nextReportWithinS,
        boolean silent) {

    static final SystemFreshness NONE = new SystemFreshness(null, null, null, false);

    SystemFreshness sightedBy(ReceivedReport report) {
        return sightedAt != null && sightedAt.isAfter(report.receivedAt())
                ? this
                : new SystemFreshness(report.receivedAt(), report.header().collector(), nextReportWithinS, silent);
    }

    SystemFreshness declaredBy(ReceivedReport newestSnapshot) {
        return new SystemFreshness(sightedAt, collector, newestSnapshot.header().nextReportWithinS(), silent);
    }
}
