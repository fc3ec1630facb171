package dev.muster.ingestservice.report.kafka;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The brake, replayed over the reports of one system in the order in which they came. A snapshot whose removals are
 * held speaks only for what it has; the next newer one decides.
 */
final class BrakeOracle {

    private final List<InventoryReport> received = new ArrayList<>();
    private final Map<UUID, Integer> heldBy = new HashMap<>();
    private @Nullable InventoryReport newest;
    private @Nullable InventoryReport held;

    void take(InventoryReport report) {
        if (received.stream().anyMatch(known -> known.getReportId().equals(report.getReportId()))) {
            return;
        }
        boolean snapshot = report.getScope() == ReportScope.SNAPSHOT;
        if (snapshot && (newest == null || InventoryOracle.BY_AGE.compare(report, newest) > 0)) {
            judge(report);
            newest = report;
        }
        received.add(report);
    }

    private void judge(InventoryReport snapshot) {
        Set<String> before = present(received, held);
        List<InventoryReport> with = new ArrayList<>(received);
        with.add(snapshot);
        // The next snapshot confirms: the one that was held takes its full effect, the new one none so far.
        Set<String> confirmed = present(with, snapshot);
        Set<String> after = present(with, null);
        Set<String> candidates = new HashSet<>(before);
        candidates.retainAll(confirmed);
        int fresh = (int) candidates.stream().filter(id -> !after.contains(id)).count();
        boolean hold = fresh > 10 && fresh * 2 > candidates.size();
        held = hold ? snapshot : null;
        if (hold) {
            heldBy.put(snapshot.getReportId(), fresh);
        }
    }

    void release() {
        held = null;
    }

    Map<String, Map<String, @Nullable Object>> applications() {
        return InventoryOracle.applications(received, held);
    }

    /** How many removals were held back when a report came, for those of which any were. */
    Map<UUID, Integer> heldByReport() {
        return heldBy;
    }

    private static Set<String> present(List<InventoryReport> reports, @Nullable InventoryReport held) {
        Set<String> ids = new HashSet<>();
        InventoryOracle.applications(reports, held).forEach((id, row) -> {
            if (row.get("deleted_at") == null) {
                ids.add(id);
            }
        });
        return ids;
    }
}
