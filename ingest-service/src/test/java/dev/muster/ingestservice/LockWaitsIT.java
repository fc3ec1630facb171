package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An instance that freezes in a transaction blocks others only for a bounded time. */
class LockWaitsIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "locked-" + UUID.randomUUID();
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.DAYS);

    @Test
    void reportWaitsAtMost15sForAFrozenInstance() throws SQLException {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        double before = waits();

        try (Connection frozen = pipeline.context().getBean(DataSource.class).getConnection();
                Statement statement = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            statement.execute("select from system where system_id = '" + system + "' for update");
            pipeline.publish(snapshot(system, noon.plusSeconds(60), application("mail1", "1.1"))
                    .setReceipt(true)
                    .build());

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> pipeline.receipts(system).size() == 2);
            assertThatThrownBy(frozen::rollback).isInstanceOf(SQLException.class);
        }
        List<ReportReceipt> receipts = pipeline.receipts(system);
        assertThat(receipts.get(1).getStatus()).isEqualTo(ReceiptStatus.APPLIED);
        assertThat(waits()).isGreaterThan(before);
    }

    private double waits() {
        return pipeline.context()
                .getBean(MeterRegistry.class)
                .get("muster.lock.waits")
                .counter()
                .count();
    }
}
