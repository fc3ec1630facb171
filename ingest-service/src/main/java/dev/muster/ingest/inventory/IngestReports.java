package dev.muster.ingest.inventory;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the reports of one poll into the inventory. What says the same as before moves one time per system; only the
 * rest is looked into.
 */
public final class IngestReports {

    /** Bounds what is in memory at once: more costs more in garbage collection than it saves in statements. */
    private static final int LOOKED_INTO_TOGETHER = 200;

    private final InventoryStore store;
    private final ChangePublisher publisher;
    private final Brake brake;

    /** Reports go into the store, their changes to the publisher. */
    public IngestReports(InventoryStore store, ChangePublisher publisher, Brake brake) {
        this.store = store;
        this.publisher = publisher;
        this.brake = brake;
    }

    /**
     * Takes reports in, in their order. Call it in a transaction, and call it again with the same reports when that
     * fails.
     *
     * @return a result for each report, in no particular order
     */
    public List<ReportResult> ingest(List<ReceivedReport> reports) {
        List<ReportResult> results = new ArrayList<>(reports.size());
        Set<String> unchanged = store.moveUnchanged(aloneOfTheirSystem(reports));
        List<ReceivedReport> others = new ArrayList<>();
        for (ReceivedReport report : reports) {
            if (unchanged.contains(report.header().systemId())) {
                results.add(ReportResult.of(report, ReportResult.Status.UNCHANGED));
            } else {
                others.add(report);
            }
        }
        for (int begin = 0; begin < others.size(); begin += LOOKED_INTO_TOGETHER) {
            lookInto(others.subList(begin, Math.min(others.size(), begin + LOOKED_INTO_TOGETHER)), results);
        }
        return results;
    }

    private void lookInto(List<ReceivedReport> reports, List<ReportResult> results) {
        Map<ReceivedReport, List<ReportedApplication>> readable = new LinkedHashMap<>();
        for (ReceivedReport report : reports) {
            try {
                readable.put(report, report.applications());
            } catch (InvalidReportException e) {
                results.add(ReportResult.rejected(report, e));
            }
        }
        if (!readable.isEmpty()) {
            merge(readable, results);
        }
    }

    private static Collection<ReceivedReport> aloneOfTheirSystem(List<ReceivedReport> reports) {
        Map<String, ReceivedReport> alone = new LinkedHashMap<>();
        Set<String> severalOf = new HashSet<>();
        for (ReceivedReport report : reports) {
            String systemId = report.header().systemId();
            if (alone.put(systemId, report) != null || !report.header().snapshot()) {
                severalOf.add(systemId);
            }
        }
        alone.keySet().removeAll(severalOf);
        return alone.values();
    }

    private void merge(Map<ReceivedReport, List<ReportedApplication>> reports, List<ReportResult> results) {
        Set<String> systemIds = new HashSet<>();
        reports.keySet().forEach(report -> systemIds.add(report.header().systemId()));
        Systems systems = lockOrMakeKnown(systemIds);
        Map<Long, List<ReportKey>> laterSnapshots = store.snapshotsAfter(oldestLate(reports.keySet(), systems));
        Set<ReceivedReport> received = rememberReceived(reports.keySet(), systems);
        Map<Long, List<ApplicationRecord>> records = store.records(knownNumbers(received, systems));

        Map<String, SystemMerge> merges = new LinkedHashMap<>();
        List<ApplicationChange> changes = new ArrayList<>();
        reports.forEach((report, applications) -> {
            if (!received.contains(report)) {
                results.add(ReportResult.of(report, ReportResult.Status.DUPLICATE));
                return;
            }
            SystemState system = systems.of(report);
            SystemMerge merge = merges.computeIfAbsent(
                    system.systemId(),
                    id -> new SystemMerge(
                            system,
                            records.getOrDefault(system.systemNumber(), List.of()),
                            laterSnapshots.getOrDefault(system.systemNumber(), List.of()),
                            brake));
            MergeResult merged = merge.merge(report, applications);
            changes.addAll(merged.changes());
            results.add(ReportResult.merged(report, merged));
        });
        store.write(List.copyOf(merges.values()));
        publisher.changed(changes);
    }

    private Systems lockOrMakeKnown(Set<String> systemIds) {
        Map<String, SystemState> systems = new HashMap<>(store.lock(systemIds));
        List<String> unknown =
                systemIds.stream().filter(id -> !systems.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            systems.putAll(store.makeKnown(unknown));
        }
        return new Systems(systems);
    }

    private Set<ReceivedReport> rememberReceived(Collection<ReceivedReport> reports, Systems systems) {
        Set<ReportIdentity> seen = new HashSet<>();
        Map<ReceivedReport, Long> once = new LinkedHashMap<>();
        for (ReceivedReport report : reports) {
            long systemNumber = systems.of(report).systemNumber();
            if (seen.add(new ReportIdentity(systemNumber, report.header().key()))) {
                once.put(report, systemNumber);
            }
        }
        return store.rememberReceived(once);
    }

    private static Map<Long, ReportKey> oldestLate(Collection<ReceivedReport> reports, Systems systems) {
        Map<Long, ReportKey> oldest = new HashMap<>();
        for (ReceivedReport report : reports) {
            SystemState system = systems.of(report);
            ReportKey key = report.header().key();
            ReportKey newest = system.newestSnapshot();
            if (newest != null && newest.isAfter(key)) {
                oldest.merge(system.systemNumber(), key, (a, b) -> a.isAfter(b) ? b : a);
            }
        }
        return oldest;
    }

    private static Set<Long> knownNumbers(Collection<ReceivedReport> reports, Systems systems) {
        Set<Long> numbers = new HashSet<>();
        reports.forEach(report -> numbers.add(systems.of(report).systemNumber()));
        return numbers;
    }

    private record ReportIdentity(long systemNumber, ReportKey key) {}

    private record Systems(Map<String, SystemState> byId) {

        SystemState of(ReceivedReport report) {
            return requireNonNull(byId.get(report.header().systemId()));
        }
    }
}
