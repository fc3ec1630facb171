package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.IngestPipeline;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import dev.muster.testing.Sessions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
    private @Nullable Infrastructure servers;
    private @Nullable IngestPipeline pipeline;

    @BeforeAll
    void startServers() {
        servers = Infrastructure.startOwn();
        pipeline = IngestPipeline.on(servers);
    }

    @AfterAll
    void stopServers() {
        if (pipeline != null) {
            pipeline.stopService();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void transactionTimeoutIsShorterThanThePollTimeout() throws SQLException {
        DataSource sessions = requireNonNull(pipeline).context().getBean(DataSource.class);

        assertThat(Sessions.queryAll(sessions, 5, "show transaction_timeout")).containsOnly("100s");
        assertThat(Sessions.queryAll(sessions, 5, "show idle_in_transaction_session_timeout"))
                .containsOnly("10s");
    }

    @Test
    void relaysStartAfterTheTopicsAreCreated() {
        pipeline().stopService();

        pipeline().startService(List.of(), RelayProblemProbe.class);

        assertThat(RelayProblemProbe.relayProblem()).isEqualTo("a relay is stopped");
        String system = system();
        pipeline().publish(snapshot(system, at(0), application("a", "1")).build());
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(pipeline().events(system)).hasSize(1));
    }

    @Test
    void crashBeforeOffsetCommitCausesOnlyDuplicates() {
        String system = system();
        pipeline().stopService();
        pipeline().startService(List.of(), LostOffsetCommits.class);
        LostOffsetCommits.reset();
        InventoryReport first = withReceipt(snapshot(system, at(0), application("a", "1"), application("b", "1")));
        InventoryReport second = withReceipt(snapshot(system, at(1), application("a", "2")));
        pipeline().publish(first);
        pipeline().publish(second);
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(pipeline().applications(system))
                        .extracting(row -> row.get("revision"))
                        .containsExactly(2L, 2L));
        await().atMost(TIMEOUT).until(() -> LostOffsetCommits.lost() > 0);

        pipeline().stopService();
        List<?> before = pipeline().applications(system);
        pipeline().startService(List.of());

        await().atMost(TIMEOUT).until(() -> statuses(system).contains(ReceiptStatus.DUPLICATE));
        assertThat(pipeline().applications(system)).isEqualTo(before);
        pipeline().publishAndAwaitReceipt(snapshot(system, at(2), application("a", "3")));
        await().untilAsserted(() -> assertThat(pipeline().events(system))
                .filteredOn(event -> event.getAfter().getModuleId().equals("a"))
                .extracting(ApplicationEvent::getRevision)
                .containsExactly(1L, 2L, 3L));
    }

    @Test
    void databaseOutageLosesNoReports() {
        List<String> systems = Stream.generate(FaultsIT::system).limit(20).toList();
        int deadLetters = pipeline().deadLetters().size();
        servers().stopDatabase();
        try {
            systems.forEach(system -> pipeline()
                    .publish(snapshot(system, at(0), application("a", "1")).build()));
            await().atMost(TIMEOUT).until(() -> !pipeline().isReady());
        } finally {
            servers().startDatabase();
        }

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(systems)
                        .allSatisfy(
                                system -> assertThat(pipeline().events(system)).hasSize(1)));
        await().atMost(TIMEOUT).until(() -> pipeline().isReady());
        assertThat(pipeline().deadLetters()).hasSize(deadLetters);
    }

    @Test
    void changesArePublishedAfterABrokerOutage() {
        String system = system();
        ReportListener listener = pipeline().context().getBean(ReportListener.class);
        servers().stopBroker();
        try {
            listener.onPoll(List.of(recordOf(system, "1")));
            listener.onPoll(List.of(recordOf(system, "2")));
            assertThat(pipeline().application(system)).containsEntry("revision", 2L);
        } finally {
            servers().startBroker();
        }

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(pipeline().events(system))
                        .extracting(ApplicationEvent::getRevision)
                        .startsWith(1L)
                        .contains(2L));
        await().atMost(TIMEOUT).until(() -> pipeline().isReady());
        assertThat(pipeline()
                        .publishAndAwaitReceipt(snapshot(system, Instant.now(), application("a", "3")))
                        .getStatus())
                .isEqualTo(ReceiptStatus.APPLIED);
    }

    @Test
    void unstorableReportGoesToTheDeadLettersAlone() {
        String before = system();
        String unstorable = system();
        String after = system();
        ReportListener listener = pipeline().context().getBean(ReportListener.class);
        pipeline()
                .database()
                .execute(
                        "alter table inventory.application_record add constraint no_poison check (version <> 'poison')");
        try {
            listener.onPoll(List.of(recordOf(before, "1"), recordOf(unstorable, "poison"), recordOf(after, "1")));
        } finally {
            pipeline().database().execute("alter table inventory.application_record drop constraint no_poison");
        }

        assertThat(pipeline().applications(before)).hasSize(1);
        assertThat(pipeline().applications(after)).hasSize(1);
        assertThat(pipeline().applications(unstorable)).isEmpty();
        await().untilAsserted(() -> assertThat(pipeline().deadLetters(unstorable))
                .singleElement()
                .satisfies(letter -> assertThat(IngestPipeline.header(letter, "dead-letter-reason"))
                        .isEqualTo("storage_rejected")));
        await().untilAsserted(() -> assertThat(pipeline().events(after)).hasSize(1));
    }

    @Test
    void restartUnderLoadLosesNothing() {
        List<String> systems = Stream.generate(FaultsIT::system).limit(20).toList();
        for (int round = 0; round < 30; round++) {
            int second = round;
            systems.forEach(system -> pipeline()
                    .publish(snapshot(system, at(second), application("a", Integer.toString(second)))
                            .build()));
            if (round == 15) {
                pipeline().stopService();
            }
        }
        pipeline().startService(List.of());

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(systems)
                        .allSatisfy(system ->
                                assertThat(pipeline().application(system)).containsEntry("revision", 30L)));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(systems)
                        .allSatisfy(system -> assertThat(pipeline().events(system).stream()
                                        .map(ApplicationEvent::getRevision)
                                        .distinct())
                                .hasSize(30)
                                .isSorted()));
    }

    @Test
    void disabledBrakeHoldsNothingBack() {
        String system = system();
        pipeline().stopService();
        pipeline().startService(List.of("MUSTER_BRAKE_ENABLED=false"));
        ReportedApplication[] many =
                IntStream.range(0, 30).mapToObj(i -> application("m" + i, "1")).toArray(ReportedApplication[]::new);
        pipeline().publishAndAwaitReceipt(snapshot(system, at(0), many));

        assertThat(pipeline().publishAndAwaitReceipt(snapshot(system, at(1))).getRemoved())
                .isEqualTo(30);

        pipeline().stopService();
        pipeline().startService(List.of());
    }

    private List<ReceiptStatus> statuses(String system) {
        return pipeline().receipts(system).stream()
                .map(ReportReceipt::getStatus)
                .toList();
    }

    private IngestPipeline pipeline() {
        return requireNonNull(pipeline);
    }

    private Infrastructure servers() {
        return requireNonNull(servers);
    }

    private static String system() {
        return "faults-" + UUID.randomUUID();
    }

    private Instant at(int second) {
        return start.plusSeconds(second);
    }

    private static InventoryReport withReceipt(InventoryReport.Builder report) {
        return report.setReceipt(true).build();
    }

    private static ConsumerRecord<byte[], byte[]> recordOf(String system, String version) {
        InventoryReport report =
                snapshot(system, Instant.now(), application("a", version)).build();
        return AppendedRecords.record(Topics.INVENTORY_REPORTS, 0, 0, system.getBytes(UTF_8), REPORTS.encode(report));
    }
}
