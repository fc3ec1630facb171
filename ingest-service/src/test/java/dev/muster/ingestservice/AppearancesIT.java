package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The time when an application appeared: that of its event, changed only by the next return. */
class AppearancesIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "appears-" + UUID.randomUUID();
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.DAYS);

    @Test
    void appearedAtIsTheRecordingTimeOfTheFirstEvent() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        Instant appeared = recordedAt(ApplicationChange.APPEARED);
        assertThat(pipeline.time(system, "appeared_at")).isEqualTo(appeared);

        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(60), application("mail1", "1.1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(120), application("mail1", "1.1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.minusSeconds(60), application("mail1", "0.9")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(180)));

        assertThat(pipeline.time(system, "appeared_at")).isEqualTo(appeared);
    }

    @Test
    void returnSetsAppearedAtAgain() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(60)));

        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(120), application("mail1", "1.0")));

        assertThat(pipeline.time(system, "appeared_at"))
                .isEqualTo(recordedAt(ApplicationChange.RETURNED))
                .isAfter(recordedAt(ApplicationChange.APPEARED));
    }

    /** An older version does not know the new columns. */
    @Test
    void appearedAtOfOlderRecordsIsUnknownUntilTheNextReturn() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        writeAsOlderVersion("deleted_at = seen_at");
        writeAsOlderVersion("deleted_at = null, incarnation = incarnation + 1");
        assertThat(pipeline.time(system, "appeared_at")).isNull();

        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(60), application("mail1", "1.1")));
        assertThat(pipeline.time(system, "appeared_at")).isNull();
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(120)));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(180), application("mail1", "1.0")));

        assertThat(pipeline.time(system, "appeared_at")).isEqualTo(recordedAt(ApplicationChange.RETURNED));
    }

    private void writeAsOlderVersion(String change) {
        assertThat(pipeline.database()
                        .update(
                                "update inventory.application_record set revision = revision + 1, " + change
                                        + " where application_id = ?",
                                system + "_mail1"))
                .isOne();
    }

    private Instant recordedAt(ApplicationChange change) {
        await().until(() -> !events(change).isEmpty());
        List<ApplicationEvent> events = events(change);
        return events.get(events.size() - 1).getRecordedAt();
    }

    private List<ApplicationEvent> events(ApplicationChange change) {
        return pipeline.events(system).stream()
                .filter(event -> event.getChange() == change)
                .toList();
    }
}
