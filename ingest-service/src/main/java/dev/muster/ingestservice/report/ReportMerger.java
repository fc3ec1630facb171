package dev.muster.ingestservice.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges reports with what is stored of their systems, and writes and publishes what comes of it. */
final class ReportMerger {

    /** Bounds what is in memory and in a statement: reports that say little may be of systems that have much. */
    private static final long SIZE_TOGETHER = 32 * 1024 * 1024;

    private final InventoryStore store;
    private final ChangePublisher publisher;
    private final RemovalBrake brake;

    ReportMerger(InventoryStore store, ChangePublisher publisher, RemovalBrake brake) {
        this.store = store;
        this.publisher = publisher;
        this.brake = brake;
    }

    /**
     * Merges the reports of each system in their order, as many systems at once as are of a bounded size together, or
     * one.
     *
     * @param nextSnapshots what {@link SystemMerge} asks for, by system number
     * @return a result for each report
     */
    List<ReportResult> merge(Collection<SystemReports> systems, Map<Long, List<ReportKey>> nextSnapshots) {
        List<SystemReports> together = new ArrayList<>();
        List<ReportResult> results = new ArrayList<>();
        long size = 0;
        for (SystemReports reports : systems) {
            long more = reports.system().size();
            if (size > 0 && size + more > SIZE_TOGETHER) {
                results.addAll(mergeTogether(together, nextSnapshots));
                together = new ArrayList<>();
                size = 0;
            }
            together.add(reports);
            size += more;
        }
        if (!together.isEmpty()) {
            results.addAll(mergeTogether(together, nextSnapshots));
        }
        return results;
    }

    private List<ReportResult> mergeTogether(List<SystemReports> systems, Map<Long, List<ReportKey>> nextSnapshots) {
        List<ReportResult> results = new ArrayList<>();
        Map<Long, List<ApplicationRecord>> records = records(systems);
        List<SystemMerge> merges = new ArrayList<>(systems.size());
        List<ApplicationChange> changes = new ArrayList<>();
        for (SystemReports reports : systems) {
            SystemState system = reports.system();
            SystemMerge merge = new SystemMerge(
                    system,
                    records.getOrDefault(system.systemNumber(), List.of()),
                    nextSnapshots.getOrDefault(system.systemNumber(), List.of()),
                    brake);
            reports.reports().forEach((report, news) -> {
                try {
                    MergeResult result = merge.merge(report, news);
                    changes.addAll(result.changes());
                    results.add(ReportResult.merged(report, result));
                } catch (InvalidReportException e) {
                    results.add(ReportResult.rejected(report, e));
                }
            });
            merges.add(merge);
        }
        store.write(merges, publisher.changed(changes));
        return results;
    }

    /** What is stored of each system, as far as it matters to its reports, by system number. */
    private Map<Long, List<ApplicationRecord>> records(List<SystemReports> systems) {
        Set<Long> ofPresent = new HashSet<>();
        Map<Long, LateSnapshots> withRemoved = new HashMap<>();
        for (SystemReports reports : systems) {
            if (!reports.isNew() && !reports.takesNamedOnly()) {
                LateSnapshots late = reports.lateSnapshots();
                if (late == null) {
                    ofPresent.add(reports.system().systemNumber());
                } else {
                    withRemoved.put(reports.system().systemNumber(), late);
                }
            }
        }
        Map<Long, List<ApplicationRecord>> records = new HashMap<>();
        add(store.presentRecordsOfSystems(ofPresent), records);
        add(store.recordsOfSystems(withRemoved), records);
        add(store.recordsOfModules(namedBesides(systems, records)), records);
        return records;
    }

    /** The modules that are named and not among the records read so far. */
    private static List<SystemModule> namedBesides(
            List<SystemReports> systems, Map<Long, List<ApplicationRecord>> records) {
        List<SystemModule> modules = new ArrayList<>();
        for (SystemReports reports : systems) {
            SystemState system = reports.system();
            if (!reports.isNew()) {
                Set<String> named = reports.named();
                records.getOrDefault(system.systemNumber(), List.of())
                        .forEach(record -> named.remove(record.moduleId()));
                named.forEach(moduleId -> modules.add(new SystemModule(system, moduleId)));
            }
        }
        return modules;
    }

    private static void add(Map<Long, List<ApplicationRecord>> some, Map<Long, List<ApplicationRecord>> records) {
        some.forEach((number, list) ->
                records.computeIfAbsent(number, first -> new ArrayList<>()).addAll(list));
    }
}
