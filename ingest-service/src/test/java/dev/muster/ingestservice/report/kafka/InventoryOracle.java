package dev.muster.ingestservice.report.kafka;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reference implementation of the inventory: applies the rules directly to the whole set of reports. */
final class InventoryOracle {

    /** By collection time, then sequence, then id as text. */
    static final Comparator<InventoryReport> BY_AGE = comparing(InventoryReport::getCollectedAt)
            .thenComparing(InventoryReport::getSequence)
            .thenComparing(report -> report.getReportId().toString());

    private InventoryOracle() {}

    /**
     * The rows of the view by application id, without revision and incarnation. JSON is in its canonical form: the rules
     * promise nothing about its text.
     *
     * @param reports without duplicates
     * @param held the snapshot whose removals the brake holds back, if any: it removes nothing
     */
    static Map<String, Map<String, @Nullable Object>> applications(
            Collection<InventoryReport> reports, @Nullable InventoryReport held) {
        Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
        for (InventoryReport report : reports) {
            for (ReportedApplication application : report.getApplications()) {
                List<InventoryReport> ofSystem = reports.stream()
                        .filter(other -> other.getSystemId().equals(report.getSystemId()))
                        .toList();
                rows.put(
                        report.getSystemId() + "_" + application.getModuleId(),
                        row(application.getModuleId(), ofSystem, held));
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(
            String moduleId, List<InventoryReport> ofSystem, @Nullable InventoryReport held) {
        List<InventoryReport> having = ofSystem.stream()
                .filter(report -> find(report, moduleId) != null)
                .sorted(BY_AGE)
                .toList();
        InventoryReport newest = having.get(having.size() - 1);
        @Nullable
        Instant deletedAt = ofSystem.stream()
                .filter(report -> report.getScope() == ReportScope.SNAPSHOT && !report.equals(held))
                .filter(report -> BY_AGE.compare(report, newest) > 0)
                .min(BY_AGE)
                .map(InventoryReport::getCollectedAt)
                .orElse(null);
        ReportedApplication application = requireNonNull(find(newest, moduleId));
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("application_id", newest.getSystemId() + "_" + moduleId);
        row.put("system_id", newest.getSystemId());
        row.put("module_id", moduleId);
        row.put("instance_of", application.getInstanceOf());
        row.put("name", application.getName());
        row.put("source", application.getSource());
        row.put("display_name", application.getDisplayName());
        row.put("version", application.getVersion());
        row.put("node_id", application.getNodeId());
        row.put("node_label", application.getNodeLabel());
        row.put("url", application.getUrl());
        row.put("is_user_facing", application.getUserFacing());
        row.put("inventory_data", JsonVariants.canonical(application.getInventoryData()));
        row.put("backup_data", JsonVariants.canonical(application.getBackupData()));
        row.put("services_data", JsonVariants.canonical(application.getServicesData()));
        row.put("first_seen_at", having.get(0).getCollectedAt());
        row.put("last_inventory_at", newest.getCollectedAt());
        row.put("deleted_at", deletedAt);
        return row;
    }

    private static @Nullable ReportedApplication find(InventoryReport report, String moduleId) {
        return report.getApplications().stream()
                .filter(application -> application.getModuleId().equals(moduleId))
                .findFirst()
                .orElse(null);
    }
}
