package dev.muster.ingestservice;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Creates reports. */
public final class Reports {

    private Reports() {}

    public static InventoryReport.Builder snapshot(String systemId, Instant collectedAt, ReportedApplication... apps) {
        return InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId(systemId)
                .setCollector("test/1")
                .setCollectedAt(collectedAt)
                .setScope(ReportScope.SNAPSHOT)
                .setApplications(List.of(apps));
    }

    public static InventoryReport.Builder partial(String systemId, Instant collectedAt, ReportedApplication... apps) {
        return snapshot(systemId, collectedAt, apps).setScope(ReportScope.PARTIAL);
    }

    public static ReportedApplication application(String moduleId, String version) {
        return ReportedApplication.newBuilder()
                .setModuleId(moduleId)
                .setInstanceOf("mail")
                .setVersion(version)
                .build();
    }
}
