package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.inventory.ApplicationCauseKind;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReleaseBrake;
import dev.muster.inventory.ReportReceipt;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrakeIT {

    private static final SingleObjectCodec<InventoryCommand> COMMANDS = SingleObjectCodec.of(InventoryCommand.class);

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String system = "brake-" + UUID.randomUUID();
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);

    @Test
    void tenRemovalsAreNeverHeld() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 10)));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1)))
                        .getRemoved())
                .isEqualTo(10);
    }

    @Test
    void halfOfTheApplicationsMayBeRemovedAtOnce() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 22)));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1), modules(0, 11)))
                        .getRemoved())
                .isEqualTo(11);
    }

    @Test
    void massRemovalIsHeldAndRecordsKeepTheirTimes() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 22)));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1), modules(0, 10)))
                        .getHeld())
                .isEqualTo(12);

        assertThat(present()).isEqualTo(22);
        assertThat(pipeline.applications(system).stream()
                        .filter(row -> Timestamp.from(noon.plusSeconds(1)).equals(row.get("last_inventory_at")))
                        .count())
                .isEqualTo(10);
    }

    @Test
    void nextSnapshotConfirmsRemovalsAtTheTimeOfTheFirst() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 22)));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1)));

        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(2), modules(0, 4)))
                        .getRemoved())
                .isEqualTo(18);

        assertThat(present()).isEqualTo(4);
        assertThat(pipeline.applications(system).stream()
                        .map(row -> row.get("deleted_at"))
                        .filter(java.util.Objects::nonNull))
                .containsOnly(Timestamp.from(noon.plusSeconds(1)));
    }

    @Test
    void confirmedRemovalsDoNotCountForTheNextDecision() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 30)));
        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1), modules(0, 14)))
                        .getHeld())
                .isEqualTo(16);

        ReportReceipt receipt = pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(2), modules(11, 20)));

        assertThat(receipt.getRemoved()).isEqualTo(10);
        assertThat(receipt.getHeld()).isEqualTo(11);
        assertThat(present()).isEqualTo(20);
    }

    @Test
    void duplicateConfirmsNothing() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 11)));
        var empty = snapshot(system, noon.plusSeconds(1));
        pipeline.publishAndAwaitReceipt(empty);

        assertThat(pipeline.publishAndAwaitReceipt(empty).getStatus()).isEqualTo(ReceiptStatus.DUPLICATE);

        assertThat(present()).isEqualTo(11);
    }

    @Test
    void operatorReleasesTheBrake() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 11)));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1)));
        UUID commandId = UUID.randomUUID();

        pipeline.publish(Topics.INVENTORY_COMMANDS, system, command(commandId, system));

        await().untilAsserted(() -> assertThat(present()).isZero());
        await().untilAsserted(() -> assertThat(pipeline.events(system))
                .hasSize(22)
                .last()
                .extracting(ApplicationEvent::getCause)
                .satisfies(cause -> {
                    assertThat(cause.getKind()).isEqualTo(ApplicationCauseKind.BRAKE_RELEASE);
                    assertThat(cause.getId()).isEqualTo(commandId);
                    assertThat(cause.getActor()).isEqualTo("operator");
                }));
        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(2), modules(0, 11)))
                        .getReturned())
                .isEqualTo(11);
    }

    @Test
    void repeatedReleaseHasNoEffectOnLaterRemovals() {
        byte[] release = command(UUID.randomUUID(), system);
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 11)));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1)));
        pipeline.publish(Topics.INVENTORY_COMMANDS, system, release);
        await().untilAsserted(() -> assertThat(present()).isZero());
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(2), modules(0, 11)));
        assertThat(pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(3)))
                        .getHeld())
                .isEqualTo(11);

        pipeline.publish(Topics.INVENTORY_COMMANDS, system, release);

        awaitProcessedCommands();
        assertThat(present()).isEqualTo(11);
        pipeline.publish(Topics.INVENTORY_COMMANDS, system, command(UUID.randomUUID(), system));
        await().untilAsserted(() -> assertThat(present()).isZero());
    }

    /** Publishes a record that is not a command and waits for its dead letter. */
    private void awaitProcessedCommands() {
        pipeline.publish(Topics.INVENTORY_COMMANDS, system, new byte[] {1, 2, 3});
        await().untilAsserted(() -> assertThat(pipeline.deadCommands())
                .anyMatch(letter -> Arrays.equals(letter.key(), system.getBytes(UTF_8))));
    }

    @Test
    void badCommandGoesToTheDeadLettersAlone() {
        pipeline.publishAndAwaitReceipt(snapshot(system, noon, modules(0, 11)));
        pipeline.publishAndAwaitReceipt(snapshot(system, noon.plusSeconds(1)));
        pipeline.publish(Topics.INVENTORY_COMMANDS, system, new byte[] {1, 2, 3});
        pipeline.publish(Topics.INVENTORY_COMMANDS, null, command(UUID.randomUUID(), system));
        pipeline.publish(Topics.INVENTORY_COMMANDS, system, command(UUID.randomUUID(), "other"));
        pipeline.publish(Topics.INVENTORY_COMMANDS, system, null);
        pipeline.publish(Topics.INVENTORY_COMMANDS, system, command("x".repeat(101), UUID.randomUUID(), system));

        pipeline.publish(Topics.INVENTORY_COMMANDS, system, command(UUID.randomUUID(), system));

        await().untilAsserted(() -> assertThat(present()).isZero());
        await().untilAsserted(() -> assertThat(pipeline.deadCommands())
                .extracting(letter -> IngestPipeline.header(letter, "dead-letter-reason"))
                .contains("not_single_object", "key_mismatch", "value_empty", "issued_by_invalid"));
    }

    private static byte[] command(UUID commandId, String systemId) {
        return command("operator", commandId, systemId);
    }

    private static byte[] command(String issuedBy, UUID commandId, String systemId) {
        return COMMANDS.encode(new InventoryCommand(commandId, Instant.now(), issuedBy, systemId, new ReleaseBrake()));
    }

    private long present() {
        return pipeline.applications(system).stream()
                .filter(row -> row.get("deleted_at") == null)
                .count();
    }

    private static ReportedApplication[] modules(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> application("m" + i, "1"))
                .toArray(ReportedApplication[]::new);
    }
}
