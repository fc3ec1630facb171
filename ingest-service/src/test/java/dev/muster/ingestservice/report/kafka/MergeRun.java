package dev.muster.ingestservice.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.ingestservice.credential.postgres.PostgresSystemCredentials;
import dev.muster.ingestservice.freshness.FreshnessStore;
import dev.muster.ingestservice.freshness.FreshnessSweep;
import dev.muster.ingestservice.freshness.FreshnessTracker;
import dev.muster.ingestservice.freshness.Thresholds;
import dev.muster.ingestservice.freshness.kafka.SystemEventPublisher;
import dev.muster.ingestservice.freshness.postgres.PostgresFreshnessStore;
import dev.muster.ingestservice.report.BrakeReleaser;
import dev.muster.ingestservice.report.ChangePublisher;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.RemovalBrake;
import dev.muster.ingestservice.report.ReportIngestion;
import dev.muster.ingestservice.report.postgres.PostgresInventoryStore;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.InventoryReport;
import dev.muster.messaging.consumer.DeadLetterWriter;
import dev.muster.messaging.consumer.ReadPositions;
import dev.muster.messaging.consumer.TransactionalBatchListener;
import dev.muster.messaging.outbox.AppendedMessages;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.messaging.outbox.OutboxSettings;
import dev.muster.messaging.outbox.OutboxWakeUp;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.schemas.ReleasedSchemas;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Runs the listeners of the service with explicit polls, on a database without relays: poll boundaries and crashes are exact. */
final class MergeRun {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final SingleObjectCodec<InventoryCommand> COMMANDS = SingleObjectCodec.of(InventoryCommand.class);

    static final Thresholds THRESHOLDS = new Thresholds(Duration.ofHours(26), Duration.ofDays(8));

    private final JdbcTemplate jdbc;
    private final CrashingTransactions transactions;
    private final ReportListener reports;
    private final InventoryCommandListener commands;
    private final FreshnessTracker tracker;
    private final FreshnessSweep sweep;
    private long offset;

    MergeRun(TestDatabase database, boolean brakeEnabled) {
        this(database, brakeEnabled, new PostgresInventoryStore(database.dataSource()));
    }

    MergeRun(TestDatabase database, boolean brakeEnabled, InventoryStore store) {
        this(database, brakeEnabled, store, ReleasedSchemas.of(InventoryReport.getClassSchema()));
    }

    /** Reads the given versions of the report schema. */
    MergeRun(TestDatabase database, boolean brakeEnabled, InventoryStore store, ReleasedSchemas versions) {
        this(database, brakeEnabled, store, versions, Clock.systemUTC());
    }

    /** Takes the time from the given clock. */
    MergeRun(TestDatabase database, boolean brakeEnabled, InventoryStore store, ReleasedSchemas versions, Clock clock) {
        MeterRegistry registry = new SimpleMeterRegistry();
        jdbc = new JdbcTemplate(database.dataSource());
        transactions = new CrashingTransactions(new DataSourceTransactionManager(database.dataSource()));
        OutboxWriter outbox = new OutboxWriter(
                database.dataSource(), OutboxSettings.DEFAULT, new OutboxWakeUp(OutboxSettings.DEFAULT));
        ChangePublisher publisher = new ApplicationEventPublisher(outbox, clock);
        FreshnessStore freshnessStore = new PostgresFreshnessStore(database.dataSource(), THRESHOLDS);
        tracker = new FreshnessTracker(freshnessStore, new SystemEventPublisher(outbox), clock);
        sweep = new FreshnessSweep(freshnessStore, tracker);
        DeadLetterWriter deadLetters = new DeadLetterWriter(outbox, registry, clock);
        ReportMetrics metrics = new ReportMetrics(registry);
        reports = new ReportListener(
                new TransactionalBatchListener<>(
                        ReportListener.ID,
                        new ReportHandler(
                                new ReportDecoder(clock, versions),
                                new ReportIngestion(store, publisher, new RemovalBrake(brakeEnabled), tracker),
                                outbox,
                                deadLetters,
                                metrics,
                                clock),
                        deadLetters,
                        ReadPositions.NONE,
                        transactions,
                        registry),
                metrics);
        commands = new InventoryCommandListener(new TransactionalBatchListener<>(
                InventoryCommandListener.ID,
                new InventoryCommandHandler(
                        new BrakeReleaser(store, publisher, tracker),
                        new PostgresSystemCredentials(database.dataSource()),
                        tracker,
                        registry,
                        clock),
                deadLetters,
                ReadPositions.NONE,
                transactions,
                registry));
    }

    /** Runs all steps, and returns the messages in the outbox. */
    List<OutboxMessage> run(MergeCase merge) {
        for (MergeCase.Step step : merge.steps()) {
            if (step.release() != null) {
                commands.onPoll(List.of(releaseOf(step.release())));
                continue;
            }
            List<ConsumerRecord<byte[], byte[]>> poll =
                    step.reports().stream().map(this::recordOf).toList();
            if (step.crashes()) {
                transactions.crashOnce();
                try {
                    reports.onPoll(poll);
                    throw new IllegalStateException("the listener swallowed the crash");
                } catch (CrashingTransactions.Crash expected) {
                    // the poll is repeated
                }
            }
            reports.onPoll(poll);
        }
        return messages();
    }

    /** Ingests reports in one poll. */
    void ingest(List<InventoryReport> together) {
        poll(together.stream().map(this::recordOf).toList());
    }

    void poll(List<ConsumerRecord<byte[], byte[]>> records) {
        reports.onPoll(records);
    }

    void command(ConsumerRecord<byte[], byte[]> command) {
        commands.onPoll(List.of(command));
    }

    /** Sweeps for silent systems once. */
    void sweep(Instant now, boolean keptUp) {
        transactions
                .execute(status -> sweep.plan(now, keptUp))
                .ifPresent(plan -> transactions.execute(status -> sweep.declare(plan, plan.systemIds())));
    }

    /** The numbers of present applications that are stored of systems with the given prefix, by system id. */
    Map<String, Long> presentApplications(String systemPrefix) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query(
                "select system_id, applications from systems where starts_with(system_id, ?)",
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                systemPrefix);
        return counts;
    }

    /** The rows of the view for systems with the given prefix, by application id. */
    Map<String, Map<String, @Nullable Object>> applications(String systemPrefix) {
        Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
        jdbc.queryForList("select * from applications where starts_with(system_id, ?)", systemPrefix)
                .forEach(row -> rows.put((String) row.get("application_id"), plain(row)));
        return rows;
    }

    /** The stored sizes of systems with the given prefix, by system id. */
    Map<String, Long> sizes(String systemPrefix) {
        Map<String, Long> sizes = new HashMap<>();
        jdbc.query(
                "select system_id, size from system where starts_with(system_id, ?)",
                row -> {
                    sizes.put(row.getString(1), row.getLong(2));
                },
                systemPrefix);
        return sizes;
    }

    /** The messages appended since the last call. */
    List<OutboxMessage> messages() {
        return AppendedMessages.drain(jdbc);
    }

    private static Map<String, @Nullable Object> plain(Map<String, Object> row) {
        Map<String, @Nullable Object> plain = new HashMap<>(row);
        plain.replaceAll((name, value) -> plain(value));
        return plain;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Timestamp time) {
            return time.toInstant();
        }
        return value instanceof PGobject json ? json.getValue() : value;
    }

    private ConsumerRecord<byte[], byte[]> recordOf(InventoryReport report) {
        return AppendedRecords.record(
                Topics.INVENTORY_REPORTS, 0, offset++, report.getSystemId().getBytes(UTF_8), REPORTS.encode(report));
    }

    private ConsumerRecord<byte[], byte[]> releaseOf(String systemId) {
        InventoryCommand command = new InventoryCommand(
                UUID.randomUUID(), Instant.now(), "operator", systemId, new dev.muster.inventory.ReleaseBrake());
        return AppendedRecords.record(
                Topics.INVENTORY_COMMANDS, 0, offset++, systemId.getBytes(UTF_8), COMMANDS.encode(command));
    }
}
