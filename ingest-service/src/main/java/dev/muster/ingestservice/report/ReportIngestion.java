package dev.muster.ingestservice.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ingests the reports of one poll into the inventory. A snapshot that is identical to the one before only advances the
 * snapshot time of its system. Everything else is merged, in batches of bounded size.
 */
public final class ReportIngestion {

    /** Bounds memory use: larger batches cost more in garbage collection than they save in statements. */
    private static final int BATCH_SIZE = 200;

    private final InventoryStore store;
    private final ReportMerger merger;
    private final RemovalBrake brake;
    private final SystemTracker tracker;

    public ReportIngestion(InventoryStore store, ChangePublisher publisher, RemovalBrake brake, SystemTracker tracker) {
        this.store = store;
        this.brake = brake;
        this.tracker = tracker;
        merger = new ReportMerger(store, publisher, brake);
    }

    /**
     * Ingests reports in their order. Call it in a transaction; when that fails, call it again with the same reports.
     *
     * @return a result for each report, in no particular order
     */
    public List<ReportResult> ingest(List<ReceivedReport> reports) {
        List<ReportResult> results = new ArrayList<>(reports.size());
        SystemChanges changes = new SystemChanges();
        List<ReceivedReport> remaining = advanceUnchanged(reports, results, changes);
        for (int begin = 0; begin < remaining.size(); begin += BATCH_SIZE) {
            process(remaining.subList(begin, Math.min(remaining.size(), begin + BATCH_SIZE)), results, changes);
        }
        if (!changes.isEmpty()) {
            tracker.onChanges(changes);
        }
        return results;
    }

    /**
     * Completes the first report of each system if it is a snapshot identical to the one before.
     *
     * @return the other reports
     */
    private List<ReceivedReport> advanceUnchanged(
            List<ReceivedReport> reports, List<ReportResult> results, SystemChanges changes) {
        Map<String, ReceivedReport> candidates = firstReportsThatAreSnapshots(reports);
        Set<String> unchanged = store.advanceUnchanged(candidates.values(), changes);
        List<ReceivedReport> remaining = new ArrayList<>();
        for (ReceivedReport report : reports) {
            String systemId = report.header().systemId();
            if (candidates.get(systemId) == report && unchanged.contains(systemId)) {
                results.add(ReportResult.of(report, ReportResult.Status.UNCHANGED));
            } else {
                remaining.add(report);
            }
        }
        return remaining;
    }

    /** By system id; a system whose first report is a partial one has none. */
    private static Map<String, ReceivedReport> firstReportsThatAreSnapshots(List<ReceivedReport> reports) {
        Map<String, ReceivedReport> first = new LinkedHashMap<>();
        reports.forEach(report -> first.putIfAbsent(report.header().systemId(), report));
        first.values().removeIf(report -> !report.header().snapshot());
        return first;
    }

    private void process(List<ReceivedReport> reports, List<ReportResult> results, SystemChanges changes) {
        ReportBatch batch = new ReportBatch(reports, store, results, changes);
        batch.lockSystems();
        batch.dropRedundant();
        batch.diff(brake);
        batch.registerSystems();
        batch.deduplicate();
        batch.merge(merger);
        batch.recordReceived();
    }
}
