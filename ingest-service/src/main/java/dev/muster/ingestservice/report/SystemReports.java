package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reports of one system that are merged together, in their order. */
final class SystemReports {

    private final SystemState system;
    private final boolean isNew;
    private final Map<ReceivedReport, ReportDelta> reports = new LinkedHashMap<>();

    SystemReports(SystemState system, boolean isNew) {
        this.system = system;
        this.isNew = isNew;
    }

    void add(ReceivedReport report, ReportDelta delta) {
        reports.put(report, delta);
    }

    SystemState system() {
        return system;
    }

    Map<ReceivedReport, ReportDelta> reports() {
        return reports;
    }

    /** Whether the system was registered just now, so that it has no records. */
    boolean isNew() {
        return isNew;
    }

    /** Whether merging needs only the records of {@link #namedModules}. */
    boolean needsNamedRecordsOnly() {
        return reports.values().stream().allMatch(ReportDelta::needsNamedRecordsOnly);
    }

    /** The late snapshots among the reports; null when there are none. */
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

    Set<String> namedModules() {
        Set<String> modules = new HashSet<>();
        reports.values().forEach(delta -> modules.addAll(delta.namedModules()));
        return modules;
    }
}
