package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.IngestPipeline;
import dev.muster.ingestservice.credential.SystemCredentials;
import dev.muster.ingestservice.freshness.FreshnessTracker;
import dev.muster.ingestservice.report.BrakeReleaser;
import dev.muster.ingestservice.report.ChangePublisher;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.RemovalBrake;
import dev.muster.ingestservice.report.ReportIngestion;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.InventoryReport;
import dev.muster.messaging.consumer.DeadLetterWriter;
import dev.muster.messaging.consumer.ReadPositions;
import dev.muster.messaging.consumer.TransactionalBatchListener;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionTemplate;

class InternalErrorsIT {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final SingleObjectCodec<InventoryCommand> COMMANDS = SingleObjectCodec.of(InventoryCommand.class);

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String run = UUID.randomUUID().toString();
    private long offset;

    @Test
    void reportWithInternalErrorGoesToTheDeadLettersAlone() {
        ReportListener listener = listenerThatFailsFor("faulty-" + run);

        listener.onPoll(List.of(recordOf("before-" + run), recordOf("faulty-" + run), recordOf("after-" + run)));

        assertThat(pipeline.applications("before-" + run)).hasSize(1);
        assertThat(pipeline.applications("after-" + run)).hasSize(1);
        await().untilAsserted(() -> assertThat(pipeline.deadLetters("faulty-" + run))
                .singleElement()
                .satisfies(letter -> assertThat(IngestPipeline.header(letter, "dead-letter-reason"))
                        .isEqualTo("internal_error")));
    }

    @Test
    void commandWithInternalErrorGoesToTheDeadLettersAlone() {
        String faulty = "faulty-" + run;
        InventoryCommandListener listener = commandListenerOn(failingFor(faulty));

        listener.onPoll(List.of(releaseOf(faulty), releaseOf("next-" + run)));

        await().untilAsserted(() -> assertThat(pipeline.deadCommands())
                .filteredOn(letter -> Arrays.equals(letter.key(), faulty.getBytes(UTF_8)))
                .singleElement()
                .satisfies(letter -> assertThat(IngestPipeline.header(letter, "dead-letter-reason"))
                        .isEqualTo("internal_error")));
        assertThat(pipeline.database()
                        .queryForList(
                                "select system_id from inventory.brake_release where system_id in (?, ?)",
                                String.class,
                                faulty,
                                "next-" + run))
                .containsExactly("next-" + run);
    }

    @Test
    void pollThatTimesOutIsSplit() {
        InventoryStore slow = interceptedStore((method, arguments) -> {
            if (method.equals("lockSystems") && ((Collection<?>) arguments[0]).size() > 1) {
                throw new DataAccessResourceFailureException(
                        "transaction timeout", new SQLException("transaction timeout", "25P04"));
            }
        });

        reportListenerOn(slow)
                .onPoll(List.of(recordOf("one-" + run), recordOf("two-" + run), recordOf("three-" + run)));

        for (String system : List.of("one-", "two-", "three-")) {
            assertThat(pipeline.applications(system + run)).hasSize(1);
        }
    }

    private ReportListener listenerThatFailsFor(String systemId) {
        return reportListenerOn(failingFor(systemId));
    }

    private ReportListener reportListenerOn(InventoryStore store) {
        ApplicationContext context = pipeline.context();
        DeadLetterWriter deadLetters = context.getBean(DeadLetterWriter.class);
        ReportMetrics metrics = new ReportMetrics(context.getBean(MeterRegistry.class));
        return new ReportListener(
                new TransactionalBatchListener<>(
                        "internal-errors-test",
                        new ReportHandler(
                                new ReportDecoder(context.getBean(Clock.class)),
                                new ReportIngestion(
                                        store,
                                        context.getBean(ChangePublisher.class),
                                        new RemovalBrake(true),
                                        context.getBean(FreshnessTracker.class)),
                                context.getBean(OutboxWriter.class),
                                deadLetters,
                                metrics,
                                context.getBean(Clock.class)),
                        deadLetters,
                        ReadPositions.NONE,
                        context.getBean(TransactionTemplate.class),
                        context.getBean(MeterRegistry.class)),
                metrics);
    }

    private InventoryCommandListener commandListenerOn(InventoryStore store) {
        ApplicationContext context = pipeline.context();
        return new InventoryCommandListener(new TransactionalBatchListener<>(
                "internal-errors-test",
                new InventoryCommandHandler(
                        new BrakeReleaser(
                                store, context.getBean(ChangePublisher.class), context.getBean(FreshnessTracker.class)),
                        context.getBean(SystemCredentials.class),
                        context.getBean(FreshnessTracker.class),
                        context.getBean(MeterRegistry.class),
                        context.getBean(Clock.class)),
                context.getBean(DeadLetterWriter.class),
                ReadPositions.NONE,
                context.getBean(TransactionTemplate.class),
                context.getBean(MeterRegistry.class)));
    }

    private InventoryStore failingFor(String systemId) {
        return interceptedStore((method, arguments) -> {
            if (arguments[0] instanceof Collection<?> systems && systems.contains(systemId)) {
                throw new IllegalStateException("internal error");
            }
        });
    }

    private InventoryStore interceptedStore(BiConsumer<String, Object[]> before) {
        return InterceptedStore.of(pipeline.context().getBean(InventoryStore.class), before);
    }

    private ConsumerRecord<byte[], byte[]> releaseOf(String systemId) {
        InventoryCommand command = new InventoryCommand(
                UUID.randomUUID(), Instant.now(), "operator", systemId, new dev.muster.inventory.ReleaseBrake());
        return AppendedRecords.record(
                Topics.INVENTORY_COMMANDS, 0, offset++, systemId.getBytes(UTF_8), COMMANDS.encode(command));
    }

    private ConsumerRecord<byte[], byte[]> recordOf(String systemId) {
        InventoryReport report = snapshot(systemId, Instant.parse("2026-01-01T00:00:00Z"), application("a", "1"))
                .build();
        return AppendedRecords.record(
                Topics.INVENTORY_REPORTS, 0, offset++, systemId.getBytes(UTF_8), REPORTS.encode(report));
    }
}
