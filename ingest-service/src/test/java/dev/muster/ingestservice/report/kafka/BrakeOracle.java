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
 * Reference implementation of the brake for one system, in the order in which reports are received. A snapshot whose
 * removals are held removes nothing; the next newer one decides.
 */
final class BrakeOracle {

    private final List<InventoryReport> received = new ArrayList<>();
    private final Map<UUID, Integer> heldBy = new HashMap<>();
    private @Nullable InventoryReport newest;
    private @Nullable InventoryReport held;

    void apply(InventoryReport report) {
        if (received.stream().anyMatch(known -> known.getReportId().equals(report.getReportId()))) {
            return;
        }
        boolean snapshot = report.getScope() == ReportScope.SNAPSHOT;
        if (snapshot && (newest == null || InventoryOracle.BY_AGE.compare(report, newest) > 0)) {
            decide(report);
            newest = report;
        }
        received.add(report);
    }

    private void decide(InventoryReport snapshot) {
        Set<String> before = present(received, held);
        List<InventoryReport> with = new ArrayList<>(received);
        with.add(snapshot);
        // The next snapshot confirms: the held one takes full effect, the new one none so far.
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

    /** The number of held removals by report, where it is not 0. */
    Map<UUID, Integer> heldRemovalsByReport() {
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
