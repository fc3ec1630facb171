package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurgeIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final PurgeSchedule purge = pipeline.context().getBean(PurgeSchedule.class);
    private final String system = "purge-" + UUID.randomUUID();

    @Test
    void purgesOldRemovedApplicationsWithATombstone() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(500));
        pipeline.publishAndAwaitReceipt(
                snapshot(system, longAgo, application("gone", "1"), application("present", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, longAgo.plusSeconds(1), application("present", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, Instant.now(), application("present", "1")));

        purge.purge();

        assertThat(pipeline.applications(system))
                .extracting(row -> row.get("module_id"))
                .containsExactly("present");
        await().untilAsserted(() -> assertThat(pipeline.applicationRecords())
                .filteredOn(record -> new String(record.key(), UTF_8).equals(system + "_gone"))
                .last()
                .satisfies(tombstone -> assertThat(tombstone.value()).isNull()));
    }

    @Test
    void keepsRecentlyRemovedApplications() {
        pipeline.publishAndAwaitReceipt(snapshot(system, Instant.now().minusSeconds(2), application("gone", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, Instant.now()));

        purge.purge();

        assertThat(pipeline.applications(system)).hasSize(1);
    }

    @Test
    void purgesOldReceivedReportsButNotTheirApplications() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(70));
        pipeline.publishAndAwaitReceipt(snapshot(system, longAgo, application("present", "1")));

        purge.purge();

        assertThat(pipeline.database()
                        .queryForObject(
                                "select count(*) from inventory.received_report join inventory.system"
                                        + " using (system_number) where system_id = ?",
                                Long.class,
                                system))
                .isZero();
        pipeline.publishAndAwaitReceipt(snapshot(system, longAgo.plusSeconds(1), application("present", "1")));
        assertThat(pipeline.application(system)).containsEntry("revision", 1L);
    }
}
