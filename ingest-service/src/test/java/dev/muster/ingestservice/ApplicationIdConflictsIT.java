package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApplicationIdConflictsIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String a = "shared-" + UUID.randomUUID();
    private final String aB = a + "_b";

    @Test
    void applicationIdBelongsToTheFirstSystem() {
        pipeline.publishAndAwaitReceipt(snapshot(a, Instant.now(), application("b_c", "1")));
        Map<String, @Nullable Object> before = pipeline.application(a);

        ReportReceipt receipt = pipeline.publishAndAwaitReceipt(
                snapshot(aB, Instant.now(), application("c", "2"), application("d", "2")));

        assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.REJECTED);
        assertThat(receipt.getReason()).isEqualTo("application_id_taken");
        assertThat(pipeline.application(a)).isEqualTo(before);
        assertThat(pipeline.applications(aB)).isEmpty();
        await().untilAsserted(() -> assertThat(pipeline.deadLetters(aB)).hasSize(1));
    }

    @Test
    void systemIsAcceptedAfterItsModuleIsRenamed() {
        pipeline.publishAndAwaitReceipt(snapshot(a, Instant.now(), application("b_c", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(aB, Instant.now().minusSeconds(1), application("c", "2")));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(aB, Instant.now(), application("renamed", "2")))
                        .getStatus())
                .isEqualTo(ReceiptStatus.APPLIED);
    }

    @Test
    void knownSystemCannotTakeOverAnApplicationId() {
        pipeline.publishAndAwaitReceipt(snapshot(a, Instant.now().minusSeconds(1), application("b_c", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(aB, Instant.now().minusSeconds(1), application("d", "1")));
        Map<String, @Nullable Object> before = pipeline.application(a);

        ReportReceipt receipt = pipeline.publishAndAwaitReceipt(
                snapshot(aB, Instant.now(), application("c", "2"), application("d", "1")));

        assertThat(receipt.getReason()).isEqualTo("application_id_taken");
        assertThat(pipeline.application(a)).isEqualTo(before);
    }
}
