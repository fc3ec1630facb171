package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.partial;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.freshness.FreshnessStore;
import dev.muster.ingestservice.freshness.FreshnessTracker;
import dev.muster.ingestservice.freshness.MissingSystemPurger;
import dev.muster.ingestservice.report.ChangePublisher;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.inventory.FreshnessState;
import dev.muster.inventory.InventorySystemChange;
import dev.muster.inventory.InventorySystemEvent;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReleaseWaveCommand;
import dev.muster.inventory.SystemFreshnessCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

class FreshnessIT {

    private static final SingleObjectCodec<SystemFreshnessCommand> THRESHOLDS =
            SingleObjectCodec.of(SystemFreshnessCommand.class);
    private static final SingleObjectCodec<ReleaseWaveCommand> RELEASES =
            SingleObjectCodec.of(ReleaseWaveCommand.class);

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final FreshnessSchedule schedule = pipeline.context().getBean(FreshnessSchedule.class);
    private final TransactionTemplate transaction = pipeline.context().getBean(TransactionTemplate.class);
    private final String system = "fresh-" + UUID.randomUUID();

    @Test
    void newSystemIsPublishedWithItsApplications() {
        Instant collectedAt = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        pipeline.publishAndAwaitReceipt(snapshot(system, collectedAt, application("a", "1"), application("b", "1"))
                .setNextReportWithinS(3_600));

        InventorySystemEvent event = awaitEvents(1).get(0);

        assertThat(event.getChange()).isEqualTo(InventorySystemChange.APPEARED);
        assertThat(event.getState()).isEqualTo(FreshnessState.ACTIVE);
        assertThat(event.getApplications()).isEqualTo(2);
        assertThat(event.getCollector()).isEqualTo("test/1");
        assertThat(event.getLastInventoryAt()).isEqualTo(collectedAt);
        assertThat(event.getSightedAt()).isAfterOrEqualTo(collectedAt);
        assertThat(event.getStaleAfterS()).isEqualTo(5_400);
        assertThat(event.getMissingAfterS()).isEqualTo(25_200);
        assertThat(pipeline.database().queryForMap("select * from inventory.systems where system_id = ?", system))
                .containsEntry("state", "ACTIVE")
                .containsEntry("applications", 2)
                .containsEntry("collector", "test/1");
    }

    @Test
    void onlyAnotherNumberOfApplicationsIsPublished() {
        Instant noon = Instant.now().minusSeconds(600);
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("a", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1), application("a", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(2), application("a", "2")));
        pipeline.publishAndAwaitReceipt(partial(system, noon.plusSeconds(3), application("b", "1")));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(4)));

        assertThat(awaitEvents(3))
                .extracting(InventorySystemEvent::getApplications)
                .containsExactly(1, 2, 0);
    }

    @Test
    void systemThatAlternatesVersionsOfTheReportStaysUnchanged() {
        Instant noon = Instant.now().minusSeconds(600);
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, application("a", "1")));
        for (int i = 1; i <= 4; i++) {
            assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(i), application("a", "1"))
                                    .setNextReportWithinS(i % 2 == 0 ? null : 3_600))
                            .getStatus())
                    .isEqualTo(ReceiptStatus.UNCHANGED);
        }

        assertThat(awaitEvents(5))
                .extracting(InventorySystemEvent::getStaleAfterS)
                .containsExactly(93_600L, 5_400L, 93_600L, 5_400L, 93_600L);
        assertThat(pipeline.events(system)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 59, 2_678_401, 315_360_000})
    void cadenceOutOfBoundsIsRejected(int seconds) {
        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, Instant.now(), application("a", "1"))
                                .setNextReportWithinS(seconds))
                        .getReason())
                .isEqualTo("next_report_within_s_invalid");
    }

    @Test
    void silentSystemIsStaleThenMissingAndActiveWithItsNextReport() {
        pipeline.publishAndAwaitReceipt(snapshot(system, Instant.now().minusSeconds(600), application("a", "1"))
                .setNextReportWithinS(60));

        fallSilentFor(Duration.ofMinutes(5));
        sweep();
        assertThat(awaitEvents(2).get(1).getState()).isEqualTo(FreshnessState.STALE);
        fallSilentFor(Duration.ofMinutes(10));
        sweep();
        assertThat(awaitEvents(3).get(2).getState()).isEqualTo(FreshnessState.MISSING);
        assertThat(state()).isEqualTo("MISSING");

        pipeline.publishAndAwaitReceipt(
                snapshot(system, Instant.now(), application("a", "1")).setNextReportWithinS(60));
        InventorySystemEvent back = awaitEvents(4).get(3);
        assertThat(back.getState()).isEqualTo(FreshnessState.ACTIVE);
        assertThat(back.getChange()).isEqualTo(InventorySystemChange.STATE_CHANGED);
        assertThat(state()).isEqualTo("ACTIVE");
    }

    @Test
    void repeatedReportIsNoSignOfLife() {
        var report = snapshot(system, Instant.now().minusSeconds(600), application("a", "1"))
                .setNextReportWithinS(60);
        pipeline.publishAndAwaitReceipt(report);
        fallSilentFor(Duration.ofMinutes(5));

        assertThat(pipeline.publishAndAwaitReceipt(report).getStatus()).isEqualTo(ReceiptStatus.DUPLICATE);
        sweep();

        assertThat(awaitEvents(2).get(1).getState()).isEqualTo(FreshnessState.STALE);
    }

    @Test
    void commandSetsAndResetsTheThresholdsOfASystem() {
        pipeline.publishAndAwaitReceipt(snapshot(system, Instant.now(), application("a", "1")));

        setThresholds(Instant.now(), 7_200L, 9_000L);
        setThresholds(Instant.now().minusSeconds(60), 60L, 60L);
        setThresholds(Instant.now().plusSeconds(1), null, null);

        assertThat(awaitEvents(3))
                .extracting(InventorySystemEvent::getStaleAfterS)
                .containsExactly(93_600L, 7_200L, 93_600L);
    }

    @Test
    void invalidCommandsBecomeDeadLetters() {
        setThresholds(Instant.now(), 59L, 100L);
        setThresholds(Instant.now(), 100L, 99L);
        setThresholds(Instant.now(), 100L, null);
        setThresholds(Instant.now(), 60L, Duration.ofDays(3_650).toSeconds());
        pipeline.publish(
                Topics.INVENTORY_COMMANDS,
                system,
                RELEASES.encode(new ReleaseWaveCommand(UUID.randomUUID(), Instant.now(), "operator")));

        await().untilAsserted(() -> assertThat(pipeline.deadCommands())
                .filteredOn(letter -> Arrays.equals(letter.key(), system.getBytes(UTF_8)))
                .extracting(letter -> IngestPipeline.header(letter, "dead-letter-reason"))
                .containsExactly(
                        "thresholds_invalid",
                        "thresholds_invalid",
                        "thresholds_invalid",
                        "thresholds_invalid",
                        "key_mismatch"));
    }

    @Test
    void systemOfAnEarlierVersionGetsItsFirstEvent() {
        pipeline.publishAndAwaitReceipt(snapshot(system, Instant.now(), application("a", "1"), application("b", "1")));
        awaitEvents(1);
        pipeline.database()
                .update(
                        "update inventory.system set revision = 0, applications = null, counted_size = null,"
                                + " sighted_at = null, collector = null, active_since = null where system_id = ?",
                        system);

        transaction.execute(
                status -> pipeline.context().getBean(FreshnessTracker.class).publishFirst("", 1_000_000));

        InventorySystemEvent event = awaitEvents(2).get(1);
        assertThat(event.getChange()).isEqualTo(InventorySystemChange.APPEARED);
        assertThat(event.getRevision()).isEqualTo(1);
        assertThat(event.getApplications()).isEqualTo(2);
        assertThat(event.getSightedAt()).isNull();
    }

    @Test
    void applicationsOfAMissingSystemArePurgedAndAppearAgainWhenItReturns() {
        pipeline.publishAndAwaitReceipt(
                snapshot(system, Instant.now().minusSeconds(600), application("a", "1"), application("b", "1"))
                        .setNextReportWithinS(60));
        fallSilentFor(Duration.ofMinutes(30));
        sweep();
        awaitEvents(2);
        pipeline.database()
                .update(
                        "update inventory.silent_system set since = since - interval '2 days' where system_id = ?",
                        system);
        MissingSystemPurger purger = new MissingSystemPurger(
                pipeline.context().getBean(FreshnessStore.class),
                pipeline.context().getBean(InventoryStore.class),
                pipeline.context().getBean(ChangePublisher.class),
                pipeline.context().getBean(FreshnessTracker.class),
                Clock.systemUTC(),
                Duration.ofDays(1));

        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> purger.purgeOne()));
        }

        assertThat(pipeline.applications(system)).isEmpty();
        assertThat(awaitEvents(3).get(2).getApplications()).isZero();
        await().untilAsserted(() -> assertThat(pipeline.applicationRecords())
                .filteredOn(record -> new String(record.key(), UTF_8).equals(system + "_a"))
                .last()
                .satisfies(tombstone -> assertThat(tombstone.value()).isNull()));
        assertThat(pipeline.publishAndAwaitReceipt(
                                snapshot(system, Instant.now(), application("a", "1"), application("b", "1")))
                        .getAppeared())
                .isEqualTo(2);
        assertThat(awaitEvents(4).get(3))
                .satisfies(back -> assertThat(back.getState()).isEqualTo(FreshnessState.ACTIVE))
                .satisfies(back -> assertThat(back.getApplications()).isEqualTo(2));
    }

    private void setThresholds(Instant issuedAt, @Nullable Long staleAfterS, @Nullable Long missingAfterS) {
        pipeline.publish(
                Topics.INVENTORY_COMMANDS,
                system,
                THRESHOLDS.encode(new SystemFreshnessCommand(
                        UUID.randomUUID(), issuedAt, "operator", system, staleAfterS, missingAfterS)));
    }

    /** As if the last sign of life had been that long ago. */
    private void fallSilentFor(Duration duration) {
        pipeline.database()
                .update(
                        "update inventory.freshness_watch set started_at = least(started_at, now() - interval '1 day')");
        pipeline.database()
                .update(
                        "update inventory.system set sighted_at = now() - make_interval(secs => ?) where system_id = ?",
                        duration.toSeconds(),
                        system);
    }

    private void sweep() {
        pipeline.database().update("update inventory.freshness_watch set swept_at = '-infinity'");
        schedule.sweep(true);
    }

    private String state() {
        return requireNonNull(pipeline.database()
                .queryForObject("select state from inventory.systems where system_id = ?", String.class, system));
    }

    /** The events of the system, when there are as many; their revisions have no gaps unless they begin again. */
    private List<InventorySystemEvent> awaitEvents(int count) {
        return await().until(() -> pipeline.systemEvents(system), events -> events.size() == count);
    }
}
