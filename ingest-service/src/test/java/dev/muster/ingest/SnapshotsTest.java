package dev.muster.ingest;

import static dev.muster.ingest.Reports.application;
import static dev.muster.ingest.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "snapshots-" + UUID.randomUUID();
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS);

    @Test
    void aReportBecomesARowAndAnEvent() {
        pipeline.publish(snapshot(system, noon, application("mail1", "1.0")).build());

        await().untilAsserted(() -> assertThat(pipeline.events(system))
                .extracting(ApplicationEvent::getChange)
                .containsExactly(ApplicationChange.APPEARED));
        assertThat(pipeline.applications(system))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("application_id", system + "_mail1")
                        .containsEntry("version", "1.0")
                        .containsEntry("revision", 1L));
    }
}
