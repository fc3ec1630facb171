package dev.muster.ingestservice.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the reports of one poll into the inventory. What says the same as before moves one time per system; only the
 * rest is looked into, and of that only what it says otherwise than before, where that can be told.
 */
public final class ReportIngestion {

    /** Bounds what is in memory at once: more costs more in garbage collection than it saves in statements. */
    private static final int LOOKED_INTO_TOGETHER = 200;

    private final InventoryStore store;
    private final ReportMerger merges;
    private final RemovalBrake brake;

    /** Reports go into the store, their changes to the publisher. */
    public ReportIngestion(InventoryStore store, ChangePublisher publisher, RemovalBrake brake) {
        this.store = store;
        this.brake = brake;
        merges = new ReportMerger(store, publisher, brake);
    }

    /**
     * Takes reports in, in their order. Call it in a transaction, and call it again with the same reports when that
     * fails.
     *
     * @return a result for each report, in no particular order
     */
    public List<ReportResult> ingest(List<ReceivedReport> reports) {
        List<ReportResult> results = new ArrayList<>(reports.size());
        Map<String, ReceivedReport> firsts = firstSnapshots(reports);
        Set<String> unchanged = store.moveUnchanged(firsts.values());
        List<ReceivedReport> others = new ArrayList<>();
        for (ReceivedReport report : reports) {
            String systemId = report.header().systemId();
            if (firsts.get(systemId) == report && unchanged.contains(systemId)) {
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

    /** Of each system, the report that comes first, if it is a snapshot. */
    private static Map<String, ReceivedReport> firstSnapshots(List<ReceivedReport> reports) {
        Map<String, ReceivedReport> firsts = new LinkedHashMap<>();
        reports.forEach(report -> firsts.putIfAbsent(report.header().systemId(), report));
        firsts.values().removeIf(report -> !report.header().snapshot());
        return firsts;
    }

    private void lookInto(List<ReceivedReport> reports, List<ReportResult> results) {
        LockedSystems systems = LockedSystems.lock(store, reports);
        Set<ReceivedReport> saidAround = systems.saidAround(reports);
        List<ReceivedReport> others =
                reports.stream().filter(report -> !saidAround.contains(report)).toList();
        Map<ReceivedReport, ReportDelta> toMerge = read(others, systems, results);
        systems.makeKnown(toMerge.keySet());

        Set<ReceivedReport> received = new LinkedHashSet<>(saidAround);
        received.addAll(toMerge.keySet());
        for (ReceivedReport duplicate : duplicates(received, systems)) {
            results.add(ReportResult.of(duplicate, ReportResult.Status.DUPLICATE));
            saidAround.remove(duplicate);
            toMerge.remove(duplicate);
        }
        saidAround.forEach(report -> results.add(ReportResult.saidAround(report)));
        // Before these are remembered: one that is not merged yet has removed nothing yet.
        Map<Long, List<ReportKey>> nextSnapshots = store.nextSnapshots(systems.late(toMerge.keySet()));
        List<ReportResult> merged = merges.merge(systems.groupedBySystem(toMerge), nextSnapshots);
        results.addAll(merged);
        store.rememberReceived(systems.numbered(taken(saidAround, merged)));
    }

    /** What is rejected may come again. */
    private static Set<ReceivedReport> taken(Set<ReceivedReport> saidAround, List<ReportResult> merged) {
        Set<ReceivedReport> taken = new LinkedHashSet<>(saidAround);
        merged.stream().filter(result -> result.rejection() == null).forEach(result -> taken.add(result.report()));
        return taken;
    }

    /** Reads what there is to be merged of each report; what is against the rules goes into the results. */
    private Map<ReceivedReport, ReportDelta> read(
            List<ReceivedReport> reports, LockedSystems systems, List<ReportResult> results) {
        Map<String, SnapshotFingerprints> before = store.contents(systems.thatGoOn(reports));
        Map<ReceivedReport, ReportDelta> news = new LinkedHashMap<>();
        for (ReceivedReport report : reports) {
            try {
                SnapshotFingerprints said = before.get(report.header().systemId());
                news.put(report, said == null ? ReportDelta.all(report) : ReportDelta.since(said, report, brake));
            } catch (InvalidReportException e) {
                results.add(ReportResult.rejected(report, e));
            }
        }
        return news;
    }

    /** Those of the reports that had been received before, and those that repeat another one of them. */
    private Set<ReceivedReport> duplicates(Set<ReceivedReport> reports, LockedSystems systems) {
        Set<ReceivedReport> duplicates = new HashSet<>();
        Set<ReportIdentity> identities = new HashSet<>();
        Map<ReceivedReport, Long> perhapsBefore = new LinkedHashMap<>();
        for (ReceivedReport report : reports) {
            SystemState system = systems.of(report);
            if (!identities.add(
                    new ReportIdentity(system.systemNumber(), report.header().key()))) {
                duplicates.add(report);
            } else if (!systems.isNew(system)) {
                perhapsBefore.put(report, system.systemNumber());
            }
        }
        duplicates.addAll(store.receivedBefore(perhapsBefore));
        return duplicates;
    }

    private record ReportIdentity(long systemNumber, ReportKey key) {}
}
