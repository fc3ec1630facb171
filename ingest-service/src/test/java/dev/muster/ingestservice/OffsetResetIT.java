package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import dev.muster.testing.Groups;
import dev.muster.testing.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record has the same result whenever it is read. */
class OffsetResetIT {

    private static final Duration AHEAD = Duration.ofSeconds(612);

    private final Infrastructure infrastructure = Infrastructure.startOwn();

    @AfterEach
    void stop() {
        ClockOffset.setAhead(Duration.ZERO);
        infrastructure.close();
    }

    @Test
    void reportCollectedInTheFutureStaysRejectedAfterAReset() {
        IngestPipeline pipeline = IngestPipeline.on(infrastructure);
        String system = "same-answer";
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        InventoryReport.Builder early = snapshot(system, now.plus(AHEAD), application("a", "too early"));
        assertThat(pipeline.publishAndAwaitReceipt(early).getStatus()).isEqualTo(ReceiptStatus.REJECTED);
        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, now, application("a", "1")))
                        .getStatus())
                .isEqualTo(ReceiptStatus.APPLIED);
        pipeline.stopService();

        Groups.resetToBeginning(infrastructure, "muster-inventory-reports");
        ClockOffset.setAhead(AHEAD);
        pipeline.startService(List.of(), ClockOffset.class);

        await().until(() -> pipeline.receipts(system).size() == 4);
        assertThat(pipeline.receipts(system).stream()
                        .filter(receipt -> receipt.getReportId().equals(early.getReportId())))
                .hasSize(2)
                .extracting(ReportReceipt::getStatus, ReportReceipt::getReason)
                .containsOnly(tuple(ReceiptStatus.REJECTED, "collected_at_in_future"));
        assertThat(pipeline.application(system)).containsEntry("version", "1").containsEntry("revision", 1L);
        pipeline.stopService();
    }
}
