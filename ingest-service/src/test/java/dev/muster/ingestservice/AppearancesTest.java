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

/** When an application appeared: as its event says, and moved by its next return only. */
class AppearancesTest {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "appears-" + UUID.randomUUID();
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.DAYS);

    @Test
    void anApplicationAppearedWhenItsEventWasRecordedAndNothingElseMovesThat() {
        pipeline.take(snapshot(system, noon, application("mail1", "1.0")));
        Instant appeared = recordedAt(ApplicationChange.APPEARED);
        assertThat(pipeline.time(system, "appeared_at")).isEqualTo(appeared);

        pipeline.take(snapshot(system, noon.plusSeconds(60), application("mail1", "1.1")));
        pipeline.take(snapshot(system, noon.plusSeconds(120), application("mail1", "1.1")));
        pipeline.take(snapshot(system, noon.minusSeconds(60), application("mail1", "0.9")));
        pipeline.take(snapshot(system, noon.plusSeconds(180)));

        assertThat(pipeline.time(system, "appeared_at")).isEqualTo(appeared);
    }

    @Test
    void anApplicationThatReturnsAppearsAnew() {
        pipeline.take(snapshot(system, noon, application("mail1", "1.0")));
        pipeline.take(snapshot(system, noon.plusSeconds(60)));

        pipeline.take(snapshot(system, noon.plusSeconds(120), application("mail1", "1.0")));

        assertThat(pipeline.time(system, "appeared_at"))
                .isEqualTo(recordedAt(ApplicationChange.RETURNED))
                .isAfter(recordedAt(ApplicationChange.APPEARED));
    }

    /** Which knows nothing of the new columns. */
    @Test
    void ofAnApplicationThatAnOlderServiceWroteItIsNotKnownUntilTheNextReturn() {
        pipeline.take(snapshot(system, noon, application("mail1", "1.0")));
        asAnOlderService("deleted_at = seen_at");
        asAnOlderService("deleted_at = null, incarnation = incarnation + 1");
        assertThat(pipeline.time(system, "appeared_at")).isNull();

        pipeline.take(snapshot(system, noon.plusSeconds(60), application("mail1", "1.1")));
        assertThat(pipeline.time(system, "appeared_at")).isNull();
        pipeline.take(snapshot(system, noon.plusSeconds(120)));
        pipeline.take(snapshot(system, noon.plusSeconds(180), application("mail1", "1.0")));

        assertThat(pipeline.time(system, "appeared_at")).isEqualTo(recordedAt(ApplicationChange.RETURNED));
    }

    private void asAnOlderService(String change) {
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
