package dev.muster.ingestservice.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges reports with the stored records of their systems, writes the changed records and publishes the changes. */
final class ReportMerger {

    /** Bounds memory use and statement size: small reports may belong to large systems. */
    private static final long MAX_GROUP_BYTES = 32 * 1024 * 1024;

    private final InventoryStore store;
    private final ChangePublisher publisher;
    private final RemovalBrake brake;

    ReportMerger(InventoryStore store, ChangePublisher publisher, RemovalBrake brake) {
        this.store = store;
        this.publisher = publisher;
        this.brake = brake;
    }

    /**
     * Merges the reports of each system in their order. Systems are merged in groups of bounded size; a larger system
     * forms a group of its own.
     *
     * @param nextSnapshots see {@link SystemMerge}; by system number
     * @param systemChanges gets what changed about the systems
     * @return a result for each report
     */
    List<ReportResult> merge(
            Collection<SystemReports> systems, Map<Long, List<ReportKey>> nextSnapshots, SystemChanges systemChanges) {
        List<SystemReports> group = new ArrayList<>();
        List<ReportResult> results = new ArrayList<>();
        long size = 0;
        for (SystemReports reports : systems) {
            long systemSize = reports.system().size();
            if (size > 0 && size + systemSize > MAX_GROUP_BYTES) {
                results.addAll(mergeGroup(group, nextSnapshots, systemChanges));
                group = new ArrayList<>();
                size = 0;
            }
            group.add(reports);
            size += systemSize;
        }
        if (!group.isEmpty()) {
            results.addAll(mergeGroup(group, nextSnapshots, systemChanges));
        }
        return results;
    }

    private List<ReportResult> mergeGroup(
            List<SystemReports> systems, Map<Long, List<ReportKey>> nextSnapshots, SystemChanges systemChanges) {
        List<ReportResult> results = new ArrayList<>();
        Map<Long, List<ApplicationRecord>> records = loadRecords(systems);
        List<SystemMerge> merges = new ArrayList<>(systems.size());
        List<ApplicationChange> changes = new ArrayList<>();
        for (SystemReports reports : systems) {
            SystemState system = reports.system();
            SystemMerge merge = new SystemMerge(
                    system,
                    records.getOrDefault(system.systemNumber(), List.of()),
                    nextSnapshots.getOrDefault(system.systemNumber(), List.of()),
                    brake);
            reports.reports().forEach((report, delta) -> {
                try {
                    MergeResult result = merge.merge(report, delta);
                    changes.addAll(result.changes());
                    results.add(ReportResult.merged(report, result));
                } catch (InvalidReportException e) {
                    results.add(ReportResult.rejected(report, e));
                }
            });
            merges.add(merge);
            addTo(systemChanges, reports, merge.system());
        }
        store.write(merges, publisher.publishChanges(changes));
        return results;
    }

    private static void addTo(SystemChanges changes, SystemReports reports, SystemState after) {
        SystemState before = reports.system();
        changes.addDifferences(before, after);
        if (reports.isNew()) {
            changes.addCountsChanged(after.systemId());
        }
        if (before.freshness().silent()) {
            changes.addSightedWhileSilent(after.systemId());
        }
    }

    /** Loads the records that the reports of each system may change. By system number. */
    private Map<Long, List<ApplicationRecord>> loadRecords(List<SystemReports> systems) {
        Set<Long> withPresentRecords = new HashSet<>();
        Map<Long, LateSnapshots> withLateSnapshots = new HashMap<>();
        for (SystemReports reports : systems) {
            if (!reports.isNew() && !reports.needsNamedRecordsOnly()) {
                LateSnapshots late = reports.lateSnapshots();
                if (late == null) {
                    withPresentRecords.add(reports.system().systemNumber());
                } else {
                    withLateSnapshots.put(reports.system().systemNumber(), late);
                }
            }
        }
        Map<Long, List<ApplicationRecord>> records = new HashMap<>();
        addAll(store.findPresentRecords(withPresentRecords), records);
        addAll(store.findRecordsForLateSnapshots(withLateSnapshots), records);
        addAll(store.findRecordsOfModules(modulesToLoad(systems, records)), records);
        return records;
    }

    /** The named modules whose records are not loaded yet. */
    private static List<SystemModule> modulesToLoad(
            List<SystemReports> systems, Map<Long, List<ApplicationRecord>> records) {
        List<SystemModule> modules = new ArrayList<>();
        for (SystemReports reports : systems) {
            SystemState system = reports.system();
            if (!reports.isNew()) {
                Set<String> toLoad = reports.namedModules();
                records.getOrDefault(system.systemNumber(), List.of())
                        .forEach(record -> toLoad.remove(record.moduleId()));
                toLoad.forEach(moduleId -> modules.add(new SystemModule(system, moduleId)));
            }
        }
        return modules;
    }

    private static void addAll(Map<Long, List<ApplicationRecord>> loaded, Map<Long, List<ApplicationRecord>> records) {
        loaded.forEach((number, list) ->
                records.computeIfAbsent(number, key -> new ArrayList<>()).addAll(list));
    }
}
