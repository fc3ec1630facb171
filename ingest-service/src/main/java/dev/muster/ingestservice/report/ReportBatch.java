package dev.muster.ingestservice.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reports that are processed together, and the state that the stages hand on. The stages are the methods, in the order
 * in which they are declared; each runs once. A stage adds the reports that it completes to the results.
 */
final class ReportBatch {

    private final List<ReceivedReport> reports;
    private final InventoryStore store;
    private final List<ReportResult> results;
    private final SystemChanges changes;
    private final Map<String, SystemState> systems = new HashMap<>();
    private final Set<Long> newSystemNumbers = new HashSet<>();
    private Set<ReceivedReport> redundant = Set.of();
    private Map<ReceivedReport, ReportDelta> deltas = Map.of();
    private List<ReportResult> merged = List.of();

    /**
     * Creates a batch.
     *
     * @param results where the stages add the result of each report
     * @param changes where they add what changed about systems
     */
    ReportBatch(List<ReceivedReport> reports, InventoryStore store, List<ReportResult> results, SystemChanges changes) {
        this.reports = reports;
        this.store = store;
        this.results = results;
        this.changes = changes;
    }

    /** Locks the systems that are registered. */
    void lockSystems() {
        systems.putAll(store.lockSystems(systemIdsOf(reports)));
    }

    /** Drops late snapshots that repeat their neighbours, of systems that have no other reports in this batch. */
    void dropRedundant() {
        Set<ReceivedReport> dropped = new LinkedHashSet<>();
        Set<String> systemsWithOtherReports = new HashSet<>();
        for (ReceivedReport report : reports) {
            SystemState system = systems.get(report.header().systemId());
            if (system != null && system.isRedundantLate(report)) {
                dropped.add(report);
            } else {
                systemsWithOtherReports.add(report.header().systemId());
            }
        }
        dropped.removeIf(
                report -> systemsWithOtherReports.contains(report.header().systemId()));
        redundant = dropped;
    }

    /** Decodes what has to be merged of each report, and rejects reports that are invalid. */
    void diff(RemovalBrake brake) {
        List<ReceivedReport> remaining =
                reports.stream().filter(report -> !redundant.contains(report)).toList();
        Map<String, SnapshotFingerprints> previous = store.findFingerprints(comparable(remaining));
        deltas = new LinkedHashMap<>();
        for (ReceivedReport report : remaining) {
            try {
                SnapshotFingerprints before = previous.get(report.header().systemId());
                deltas.put(
                        report, before == null ? ReportDelta.full(report) : ReportDelta.since(before, report, brake));
            } catch (InvalidReportException e) {
                results.add(ReportResult.rejected(report, e));
            }
        }
    }

    /** The systems with one of the reports, a snapshot that may be compared with the one before. */
    private List<SystemState> comparable(List<ReceivedReport> remaining) {
        Set<String> systemIds = new HashSet<>();
        Set<String> withSeveralReports = new HashSet<>();
        remaining.stream()
                .map(report -> report.header().systemId())
                .filter(id -> !systemIds.add(id))
                .forEach(withSeveralReports::add);
        List<SystemState> comparable = new ArrayList<>();
        for (ReceivedReport report : remaining) {
            SystemState system = systems.get(report.header().systemId());
            if (system != null && system.isComparableWith(report) && !withSeveralReports.contains(system.systemId())) {
                comparable.add(system);
            }
        }
        return comparable;
    }

    /** Registers and locks the systems that have a valid report and are not registered. */
    void registerSystems() {
        Set<String> unknown = systemIdsOf(deltas.keySet());
        unknown.removeAll(systems.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        Map<String, SystemState> registered = store.registerSystems(unknown);
        registered.values().forEach(system -> newSystemNumbers.add(system.systemNumber()));
        systems.putAll(registered);
        unknown.removeAll(registered.keySet());
        if (!unknown.isEmpty()) {
            // Registered by another transaction in the meantime.
            systems.putAll(store.lockSystems(unknown));
        }
    }

    /** Drops reports that were received before, and those that repeat another one of this batch. */
    void deduplicate() {
        for (ReceivedReport duplicate : findDuplicates()) {
            results.add(ReportResult.of(duplicate, ReportResult.Status.DUPLICATE));
            redundant.remove(duplicate);
            deltas.remove(duplicate);
        }
        redundant.forEach(report -> {
            results.add(ReportResult.redundantLate(report));
            if (systemOf(report).freshness().silent()) {
                changes.addSightedWhileSilent(report.header().systemId());
            }
        });
        store.advanceSighted(redundant);
    }

    private Set<ReceivedReport> findDuplicates() {
        Set<ReceivedReport> candidates = new LinkedHashSet<>(redundant);
        candidates.addAll(deltas.keySet());
        Set<ReceivedReport> duplicates = new HashSet<>();
        Set<ReportIdentity> identities = new HashSet<>();
        Map<ReceivedReport, Long> toLookUp = new LinkedHashMap<>();
        for (ReceivedReport report : candidates) {
            SystemState system = systemOf(report);
            if (!identities.add(
                    new ReportIdentity(system.systemNumber(), report.header().key()))) {
                duplicates.add(report);
            } else if (!isNew(system)) {
                toLookUp.put(report, system.systemNumber());
            }
        }
        duplicates.addAll(store.findReceived(toLookUp));
        return duplicates;
    }

    /** Merges the reports, writes the changed records and publishes the changes. Rejects partial reports that are too large. */
    void merge(ReportMerger merger) {
        // Before these reports are recorded as received: one that is not merged yet has removed nothing yet.
        Map<Long, List<ReportKey>> nextSnapshots = store.findNextSnapshots(lateReports());
        merged = merger.merge(reportsBySystem(), nextSnapshots, changes);
        results.addAll(merged);
    }

    /** The reports to be merged that are older than the newest snapshot of their system, with its system number. */
    private Map<ReceivedReport, Long> lateReports() {
        Map<ReceivedReport, Long> late = new LinkedHashMap<>();
        for (ReceivedReport report : deltas.keySet()) {
            SystemState system = systemOf(report);
            ReportKey newest = system.newestSnapshot();
            if (newest != null && newest.isAfter(report.header().key())) {
                late.put(report, system.systemNumber());
            }
        }
        return late;
    }

    private Collection<SystemReports> reportsBySystem() {
        Map<String, SystemReports> bySystem = new LinkedHashMap<>();
        deltas.forEach((report, delta) -> {
            SystemState system = systemOf(report);
            bySystem.computeIfAbsent(system.systemId(), id -> new SystemReports(system, isNew(system)))
                    .add(report, delta);
        });
        return bySystem.values();
    }

    /** Records the reports as received, except those that were rejected: these may be sent again. */
    void recordReceived() {
        Map<ReceivedReport, Long> received = new LinkedHashMap<>();
        redundant.forEach(report -> received.put(report, systemOf(report).systemNumber()));
        for (ReportResult result : merged) {
            if (result.rejection() == null) {
                received.put(result.report(), systemOf(result.report()).systemNumber());
            }
        }
        store.recordReceived(received);
    }

    private SystemState systemOf(ReceivedReport report) {
        return requireNonNull(systems.get(report.header().systemId()));
    }

    /** Whether the system was registered by this batch, so that nothing is stored of it. */
    private boolean isNew(SystemState system) {
        return newSystemNumbers.contains(system.systemNumber());
    }

    private static Set<String> systemIdsOf(Collection<ReceivedReport> reports) {
        Set<String> systemIds = new HashSet<>();
        reports.forEach(report -> systemIds.add(report.header().systemId()));
        return systemIds;
    }

    private record ReportIdentity(long systemNumber, ReportKey key) {}
}
