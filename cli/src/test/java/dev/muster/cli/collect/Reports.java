package dev.muster.cli.collect;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Reports for tests. */
final class Reports {

    private Reports() {}

    /** A snapshot with one application of about this many bytes. */
    static EncodedReport ofBytes(int bytes) {
        return of("here", "x".repeat(bytes));
    }

    static EncodedReport of(String systemId, String version) {
        return EncodedReport.of(InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId(systemId)
                .setCollector("test/1")
                .setCollectedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setScope(ReportScope.SNAPSHOT)
                .setApplications(List.of(ReportedApplication.newBuilder()
                        .setModuleId("nginx")
                        .setInstanceOf("package")
                        .setVersion(version)
                        .setInventoryData("{\"architecture\":\"amd64\",\"id\":\"no module field\",\"size\":1.0}")
                        .setServicesData("{\"active_state\":\"active\"}")
                        .build()))
                .build());
    }
}
