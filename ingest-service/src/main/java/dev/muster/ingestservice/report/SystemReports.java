package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reports of one system that are merged together, in their order, and which of its records that takes. */
final class SystemReports {

    private final SystemState system;
    private final boolean isNew;
    private final Map<ReceivedReport, ReportDelta> reports = new LinkedHashMap<>();

    /** None so far. */
    SystemReports(SystemState system, boolean isNew) {
        this.system = system;
        this.isNew = isNew;
    }

    void add(ReceivedReport report, ReportDelta news) {
        reports.put(report, news);
    }

    SystemState system() {
        return system;
    }

    Map<ReceivedReport, ReportDelta> reports() {
        return reports;
    }

    /** Whether nothing is stored of the system. */
    boolean isNew() {
        return isNew;
    }

    /** Whether no records matter but those of the applications that the reports name. */
    boolean takesNamedOnly() {
        return reports.values().stream().allMatch(ReportDelta::isAboutNamedOnly);
    }

    /** The snapshots that are late; null when none is. */
    @Nullable
    LateSnapshots lateSnapshots() {
        ReportKey newest = system.newestSnapshot();
        if (newest == null) {
            return null;
        }
        List<Instant> late = reports.keySet().stream()
                .map(ReceivedReport::header)
                .filter(header -> header.snapshot() && newest.isAfter(header.key()))
                .map(header -> header.key().collectedAt())
                .sorted()
                .toList();
        return late.isEmpty() ? null : new LateSnapshots(late.get(0), late.get(late.size() - 1));
    }

    /** The modules that the reports name. */
    Set<String> named() {
        Set<String> named = new HashSet<>();
        reports.values().forEach(news -> named.addAll(news.named()));
        return named;
    }
}
