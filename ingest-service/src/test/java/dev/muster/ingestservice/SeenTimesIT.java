package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenTimesIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "seen-" + UUID.randomUUID();
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.DAYS);

    @Test
    void firstAndLastSeenAreThoseOfTheEarliestAndLatestReport() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(60), application("mail1", "1.1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(120), application("mail1", "1.1")));

        assertThat(pipeline.time(system, "first_seen_at")).isEqualTo(noon);
        assertThat(pipeline.time(system, "last_inventory_at")).isEqualTo(noon.plusSeconds(120));
    }

    @Test
    void lateReportChangesOnlyFirstSeen() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        Map<String, @Nullable Object> before = new HashMap<>(pipeline.application(system));

        pipeline.publishAndAwaitReceipt(snapshot(system, noon.minusSeconds(60), application("mail1", "0.9")));

        Map<String, @Nullable Object> after = new HashMap<>(pipeline.application(system));
        assertThat(pipeline.time(system, "first_seen_at")).isEqualTo(noon.minusSeconds(60));
        assertThat(after).containsEntry("revision", 2L);
        for (String moved : new String[] {"first_seen_at", "revision"}) {
            before.remove(moved);
            after.remove(moved);
        }
        assertThat(after).isEqualTo(before);
        await().untilAsserted(() -> assertThat(pipeline.events(system))
                .last()
                .satisfies(event -> assertThat(event.getChanged()).containsExactly("first_seen_at"))
                .extracting(ApplicationEvent::getChange)
                .isEqualTo(ApplicationChange.CHANGED));
    }

    @Test
    void lateReportBetweenTwoOthersChangesNothing() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "1.0")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(60), application("mail1", "1.1")));
        Map<String, @Nullable Object> before = pipeline.application(system);

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(30), application("mail1", "0.1")))
                        .getLate())
                .isTrue();

        assertThat(pipeline.application(system)).isEqualTo(before);
    }

    @Test
    void attributesAreThoseOfTheNewestReport() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(60), application("mail1", "new")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("mail1", "old")));

        assertThat(pipeline.application(system)).containsEntry("version", "new");
    }

    @Test
    void higherSequenceIsNewerAtTheSameTime() {
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon, application("mail1", "second")).setSequence(2));
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon, application("mail1", "first")).setSequence(1));

        assertThat(pipeline.application(system)).containsEntry("version", "second");
    }

    @Test
    void higherIdIsNewerAtTheSameTimeAndSequence() {
        UUID high = UUID.fromString("f0000000-0000-4000-8000-000000000000");
        UUID low = UUID.fromString("10000000-0000-4000-8000-000000000000");
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon, application("mail1", "high")).setReportId(high));
        pipeline.publishAndAwaitReceipt(
                snapshot(system, noon, application("mail1", "low")).setReportId(low));

        assertThat(pipeline.application(system)).containsEntry("version", "high");
    }

    @Test
    void storesTimesInMicroseconds() {
        Instant exact = noon.plusNanos(123_456_000);
        pipeline.publishAndAwaitReceipt(snapshot(system, exact, application("mail1", "1.0")));

        assertThat(pipeline.time(system, "first_seen_at")).isEqualTo(exact);
    }
}
