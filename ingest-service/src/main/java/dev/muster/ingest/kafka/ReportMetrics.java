package dev.muster.ingest.kafka;

import dev.muster.ingest.inventory.ReportResult;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/** Counts what committed polls did. */
final class ReportMetrics {

    private final MeterRegistry registry;
    private final Timer pollDuration;
    private final DistributionSummary pollSize;
    private final Counter late;

    ReportMetrics(MeterRegistry registry) {
        this.registry = registry;
        pollDuration = Timer.builder("muster.poll.duration")
                .description("How long a poll took from its first record to its commit")
                .tag("topic", Topics.INVENTORY_REPORTS)
                .register(registry);
        pollSize = DistributionSummary.builder("muster.poll.records")
                .description("How many records a poll had")
                .tag("topic", Topics.INVENTORY_REPORTS)
                .register(registry);
        late = Counter.builder("muster.reports.late")
                .description("Reports that came after a newer snapshot of their system")
                .register(registry);
        for (ReportResult.Status status : ReportResult.Status.values()) {
            registry.counter("muster.reports", "result", nameOf(status));
        }
    }

    void timePoll(int records, Runnable poll) {
        pollSize.record(records);
        pollDuration.record(poll);
    }

    void count(PollResult poll) {
        for (ReportResult result : poll.results()) {
            if (result.rejection() == null) {
                registry.counter("muster.reports", "result", nameOf(result.status()))
                        .increment();
            }
            if (result.late()) {
                late.increment();
            }
            countChanges("appeared", result.appeared());
            countChanges("changed", result.changed());
            countChanges("removed", result.removed());
            countChanges("returned", result.returned());
        }
        for (PollResult.Rejected rejected : poll.rejected()) {
            registry.counter("muster.reports", "result", nameOf(ReportResult.Status.REJECTED))
                    .increment();
            registry.counter(
                            "muster.dead.letters",
                            "topic",
                            rejected.record().topic(),
                            "reason",
                            rejected.rejection().reason())
                    .increment();
        }
    }

    private void countChanges(String change, int count) {
        if (count > 0) {
            registry.counter("muster.applications.changes", "change", change).increment(count);
        }
    }

    private static String nameOf(ReportResult.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
