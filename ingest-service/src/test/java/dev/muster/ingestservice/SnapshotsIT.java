package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.partial;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ApplicationChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotsIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "snapshots-" + UUID.randomUUID();
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);

    @Test
    void reportCreatesARowAndAnEvent() {
        pipeline.publish(snapshot(system, noon, application("mail1", "1.0")).build());

        await().untilAsserted(() -> assertThat(pipeline.events(system))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getChange()).isEqualTo(ApplicationChange.APPEARED);
                    assertThat(event.getBefore()).isNull();
                    assertThat(event.getAfter().getVersion()).isEqualTo("1.0");
                    assertThat(event.getCause().getActor()).isEqualTo("test/1");
                    assertThat(event.getCause().getCollectedAt()).isEqualTo(noon);
                }));
        assertThat(pipeline.application(system))
                .containsEntry("application_id", system + "_mail1")
                .containsEntry("version", "1.0")
                .containsEntry("revision", 1L)
                .containsEntry("incarnation", 1);
    }

    @Test
    void firstSnapshotWithoutAnApplicationRemovesIt() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(20)));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(30)));
        assertThat(pipeline.time(system, "deleted_at")).isEqualTo(noon.plusSeconds(20));
        assertThat(pipeline.time(system, "last_inventory_at")).isEqualTo(noon);

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(10)))
                        .getChanged())
                .isEqualTo(1);

        assertThat(pipeline.time(system, "deleted_at")).isEqualTo(noon.plusSeconds(10));
        await().untilAsserted(() -> assertThat(changes()).containsExactly("APPEARED 1", "REMOVED 2", "CHANGED 3"));
    }

    @Test
    void emptySnapshotRemovesAllApplications() {
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon, application("mail1", "1.0"), application("web1", "2.0")));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(10)))
                        .getRemoved())
                .isEqualTo(2);

        assertThat(pipeline.applications(system))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.get("deleted_at")).isNotNull());
    }

    @Test
    void returnStartsANewIncarnation() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(10)));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(20), application("mail1", "1.0")))
                        .getReturned())
                .isEqualTo(1);

        assertThat(pipeline.application(system))
                .containsEntry("deleted_at", null)
                .containsEntry("incarnation", 2)
                .containsEntry("revision", 3L);
        assertThat(pipeline.time(system, "first_seen_at")).isEqualTo(noon);
        await().untilAsserted(() -> assertThat(changes()).containsExactly("APPEARED 1", "REMOVED 2", "RETURNED 3"));
    }

    @Test
    void partialReportRemovesNothing() {
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon, application("mail1", "1.0"), application("web1", "1.0")));

        pipeline.publishAndAwaitReceipt(
                partial(system, noon.plusSeconds(10), application("web1", "1.1"), application("new1", "1.0")));

        assertThat(pipeline.applications(system))
                .extracting(row -> row.get("module_id") + " " + row.get("version") + " " + row.get("deleted_at"))
                .containsExactly("mail1 1.0 null", "new1 1.0 null", "web1 1.1 null");
    }

    @Test
    void partialReportInvalidatesTheHashOfTheSnapshot() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        pipeline.publishAndAwaitReceipt(partial(system, noon.plusSeconds(10), application("mail1", "1.1")));

        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(20), application("mail1", "1.0")));

        assertThat(pipeline.application(system)).containsEntry("version", "1.0").containsEntry("revision", 3L);
    }

    @Test
    void unchangedSnapshotWritesNoRecord() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        Map<String, @Nullable Object> before = recordRow();

        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(10), application("mail1", "1.0")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(20), application("mail1", "1.0")));

        assertThat(recordRow()).isEqualTo(before);
        assertThat(pipeline.time(system, "last_inventory_at")).isEqualTo(noon.plusSeconds(20));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(30)));
        assertThat(pipeline.time(system, "last_inventory_at")).isEqualTo(noon.plusSeconds(20));
        await().untilAsserted(() -> assertThat(changes()).containsExactly("APPEARED 1", "REMOVED 2"));
    }

    @Test
    void changedSnapshotWritesOnlyChangedRecords() {
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon, application("mail1", "1.0"), application("web1", "1.0")));
        Map<String, @Nullable Object> before = recordRow("mail1");

        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon.plusSeconds(10), application("web1", "1.1"), application("mail1", "1.0")));

        assertThat(recordRow("mail1")).isEqualTo(before);
        assertThat(pipeline.applications(system))
                .extracting(row -> row.get("last_inventory_at"))
                .containsOnly(java.sql.Timestamp.from(noon.plusSeconds(10)));
    }

    private List<String> changes() {
        return pipeline.events(system).stream()
                .map(event -> event.getChange() + " " + event.getRevision())
                .toList();
    }

    private Map<String, @Nullable Object> recordRow() {
        return recordRow("mail1");
    }

    /** With the system columns, which differ after an update. */
    private Map<String, @Nullable Object> recordRow(String moduleId) {
        return pipeline.database()
                .queryForMap(
                        "select xmin::text, ctid::text, recorded_at, revision from inventory.application_record"
                                + " where application_id = ?",
                        system + "_" + moduleId);
    }
}
