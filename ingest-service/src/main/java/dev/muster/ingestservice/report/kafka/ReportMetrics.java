package dev.muster.ingestservice.report.kafka;

import dev.muster.ingestservice.report.ReportResult;
import dev.muster.ingestservice.report.ReportResult.Status;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics of committed polls. */
public final class ReportMetrics {

    private static final List<String> CHANGES = List.of("appeared", "changed", "removed", "returned");

    private final MeterRegistry registry;
    private final Timer pollDuration;
    private final DistributionSummary pollSize;
    private final Counter late;

    public ReportMetrics(MeterRegistry registry) {
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
        for (Status status : Status.values()) {
            reportsOf(status);
        }
        for (String change : CHANGES) {
            changesOf(change);
        }
    }

    void timePoll(int records, Runnable poll) {
        pollSize.record(records);
        pollDuration.record(poll);
    }

    void count(List<ReportResult> results) {
        Map<Status, Integer> reports = new EnumMap<>(Status.class);
        int appeared = 0;
        int changed = 0;
        int removed = 0;
        int returned = 0;
        for (ReportResult result : results) {
            reports.merge(result.status(), 1, Integer::sum);
            if (result.late()) {
                late.increment();
            }
            appeared += result.appeared();
            changed += result.changed();
            removed += result.removed();
            returned += result.returned();
        }
        reports.forEach((status, count) -> reportsOf(status).increment(count));
        countChanges("appeared", appeared);
        countChanges("changed", changed);
        countChanges("removed", removed);
        countChanges("returned", returned);
    }

    void countRejected(int count) {
        reportsOf(Status.REJECTED).increment(count);
    }

    private void countChanges(String change, int count) {
        changesOf(change).increment(count);
    }

    private Counter changesOf(String change) {
        return registry.counter("muster.applications.changes", "change", change);
    }

    private Counter reportsOf(Status status) {
        return registry.counter("muster.reports", "result", status.name().toLowerCase(Locale.ROOT));
    }
}
