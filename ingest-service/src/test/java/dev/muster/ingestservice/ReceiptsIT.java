package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import dev.muster.inventory.ReportedApplication;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiptsIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "receipts-" + UUID.randomUUID();
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);

    @Test
    void receiptOfAnAppliedReportCountsChanges() {
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon, application("a", "1"), application("b", "1"), application("c", "1")));
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon.plusSeconds(1), application("a", "1"), application("b", "1")));

        ReportReceipt receipt = pipeline.publishAndAwaitReceipt(snapshot(
                system, noon.plusSeconds(2), application("a", "2"), application("c", "1"), application("d", "1")));

        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.APPLIED);
        assertThat(receipt.getAppeared()).isEqualTo(1);
        assertThat(receipt.getChanged()).isEqualTo(1);
        assertThat(receipt.getRemoved()).isEqualTo(1);
        assertThat(receipt.getReturned()).isEqualTo(1);
        assertThat(receipt.getHeld()).isZero();
        assertThat(receipt.getLate()).isFalse();
        assertThat(receipt.getReason()).isNull();
        assertThat(receipt.getPosition().getTopic()).isEqualTo("inventory.reports");
        assertThat(receipt.getDecidedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void reportWithoutChangesIsUnchanged() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("a", "1")));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1), application("a", "1")))
                        .getStatus())
                .isEqualTo(ReceiptStatus.UNCHANGED);
    }

    @Test
    void repeatedReportIsADuplicate() {
        InventoryReport.Builder first = snapshot(system, noon, application("a", "1"));
        InventoryReport.Builder second = snapshot(system, noon.plusSeconds(1), application("a", "1"));
        InventoryReport.Builder third = snapshot(system, noon.plusSeconds(2), application("a", "2"));
        pipeline.publishAndAwaitReceipt(first);
        pipeline.publishAndAwaitReceipt(second);
        pipeline.publishAndAwaitReceipt(third);

        for (InventoryReport.Builder known : new InventoryReport.Builder[] {first, second, third}) {
            assertThat(pipeline.publishAndAwaitReceipt(known).getStatus()).isEqualTo(ReceiptStatus.DUPLICATE);
        }

        assertThat(pipeline.application(system)).containsEntry("version", "2").containsEntry("revision", 2L);
    }

    @Test
    void olderSnapshotIsLate() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("a", "1")));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.minusSeconds(1), application("a", "1")))
                        .getLate())
                .isTrue();
    }

    @Test
    void redundantLateSnapshotIsUnchangedAndRecorded() {
        InventoryReport.Builder between = snapshot(system, noon.plusSeconds(1), application("a", "1"));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("a", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(2), application("a", "1")));

        ReportReceipt receipt = pipeline.publishAndAwaitReceipt(between);

        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.UNCHANGED);
        assertThat(receipt.getLate()).isTrue();
        assertThat(pipeline.publishAndAwaitReceipt(between).getStatus()).isEqualTo(ReceiptStatus.DUPLICATE);
        assertThat(pipeline.time(system, "last_inventory_at")).isEqualTo(noon.plusSeconds(2));
    }

    @Test
    void rejectedReportIsRejectedAsAWholeWithAReason() {
        ReportReceipt receipt =
                pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("a", "1"), application(" ", "1")));

        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.REJECTED);
        assertThat(receipt.getReason()).isEqualTo("module_id_invalid");
        assertThat(receipt.getMessage()).isNotBlank();
        assertThat(pipeline.applications(system)).isEmpty();
        await().untilAsserted(() -> assertThat(pipeline.deadLetters(system)).hasSize(1));
    }

    @Test
    void invalidApplicationIsNotARemoval() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("a", "1"), application("b", "1")));

        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon.plusSeconds(1), application("a", "2"), application("b", "1\0")));

        assertThat(pipeline.applications(system))
                .extracting(row -> row.get("version") + " " + row.get("deleted_at"))
                .containsExactly("1 null", "1 null");
    }

    @Test
    void receiptOfAHeldReportCountsRemovals() {
        pipeline.publishAndAwaitReceipt(snapshot(
                system,
                noon,
                IntStream.range(0, 11).mapToObj(i -> application("m" + i, "1")).toArray(ReportedApplication[]::new)));

        ReportReceipt receipt = pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1)));

        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.HELD);
        assertThat(receipt.getHeld()).isEqualTo(11);
        assertThat(receipt.getRemoved()).isZero();
        assertThat(receipt.getMessage()).isNotBlank();
    }

    @Test
    void noReceiptUnlessRequested() {
        pipeline.publish(snapshot(system, noon, application("a", "1")).build());
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1), application("a", "1")));

        assertThat(pipeline.receipts(system)).hasSize(1);
    }
}
