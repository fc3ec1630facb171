package dev.muster.benchmarks.fleet;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Encodes one record per report, as collectors do. */
public final class ReportEncoder implements Encoder {

    private static final String COLLECTOR = "benchmark/1";

    private final SingleObjectCodec<InventoryReport> codec = SingleObjectCodec.of(InventoryReport.class);

    @Override
    public void encode(Report report, BiConsumer<byte[], byte[]> records) {
        InventoryReport value = new InventoryReport(
                report.reportId(),
                report.systemId(),
                COLLECTOR,
                report.collectedAt(),
                0L,
                ReportScope.SNAPSHOT,
                false,
                null,
                report.applications().stream().map(ReportEncoder::toAvro).toList());
        records.accept(report.systemId().getBytes(StandardCharsets.UTF_8), codec.encode(value));
    }

    private static ReportedApplication toAvro(Application application) {
        return new ReportedApplication(
                application.moduleId(),
                application.instanceOf(),
                application.name(),
                application.source(),
                application.displayName(),
                application.version(),
                application.nodeId(),
                application.nodeLabel(),
                application.url(),
                application.userFacing(),
                application.inventoryData(),
                application.backupData(),
                application.servicesData());
    }
}
