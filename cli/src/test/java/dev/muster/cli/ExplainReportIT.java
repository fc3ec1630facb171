package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.Publisher;
import dev.muster.inventory.ApplicationCause;
import dev.muster.inventory.ApplicationCauseKind;
import dev.muster.inventory.ApplicationChange;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.inventory.ApplicationState;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.inventory.SourcePosition;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExplainReportIT {

    private final String system = "vm-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void createTopics() throws Exception {
        FakeService.createTopics();
        FakeService.createTopics(Set.of(Topics.INVENTORY_APPLICATIONS), 3);
    }

    @Test
    void changesAreShownWithTheirFields() throws Exception {
        publishEvent("kept", 1, "1", now.minusSeconds(7_200));
        publishEvent("updated", 1, "1", now.minusSeconds(7_200));
        publishEvent("gone", 1, "1", now.minusSeconds(7_200));

        Answer answer = explain("kept", "updated", "fresh");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines())
                .containsExactly(
                        "APPEARED  fresh",
                        "REMOVED   gone",
                        "          deleted_at: none -> " + now,
                        "CHANGED   kept",
                        "          version: 1 -> 2",
                        "CHANGED   updated",
                        "          version: 1 -> 2",
                        "the report of " + system + " would be APPLIED (appeared 1, changed 2, removed 1, returned 0,"
                                + " held 0, unchanged 0)");
    }

    @Test
    void jsonHasEveryApplication() throws Exception {
        publishEvent("kept", 1, "1", now.minusSeconds(7_200));
        publishEvent("kept", 2, "2", now.minusSeconds(3_600));

        JsonNode json =
                RecordJson.MAPPER.readTree(explain(List.of("--json"), "kept").out());

        assertThat(json.path("status").asString()).isEqualTo("UNCHANGED");
        assertThat(json.at("/applications/0/application_id").asString()).isEqualTo(system + "_kept");
        assertThat(json.at("/applications/0/change").asString()).isEqualTo("UNCHANGED");
    }

    @Test
    void removalsOfMostApplicationsAreHeldUntilASecondReport() throws Exception {
        for (int i = 0; i < 20; i++) {
            publishEvent("app" + i, 1, "2", now.minusSeconds(7_200));
        }

        Answer first = explain("app0");
        publishReport(now.minusSeconds(60), "app0");
        Answer second = explain("app0");

        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.out()).contains("HELD      app1: ", "would be HELD", "held 19");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("would be APPLIED", "removed 19");
    }

    @Test
    void reportBehindANewerSnapshotIsLate() throws Exception {
        publishEvent("a", 1, "3", now.minusSeconds(7_200));
        publishReport(now.plusSeconds(5), "a");

        Answer answer = explain("a");

        assertThat(answer.out()).contains("would be UNCHANGED", "; late)");
    }

    @Test
    void invalidReportIsRejectedWithTheReason() throws Exception {
        Path file = Files.writeString(
                folder.resolve("report.json"), "{\"next_report_within_s\": 10, \"applications\": []}");

        Answer answer = Cli.run("explain-report", file.toString(), "--json");

        assertThat(answer.exitCode()).isEqualTo(1);
        JsonNode json = RecordJson.MAPPER.readTree(answer.out());
        assertThat(json.path("status").asString()).isEqualTo("REJECTED");
        assertThat(json.path("reason").asString()).isEqualTo("next_report_within_s_invalid");
    }

    @Test
    void fileThatIsNoReportIsAUsageError() throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), "{");

        assertThat(Cli.run("explain-report", file.toString()).exitCode()).isEqualTo(2);
    }

    private Answer explain(String... modules) throws Exception {
        return explain(List.of(), modules);
    }

    /** Explains a report whose applications have the version 2. */
    private Answer explain(List<String> options, String... modules) throws Exception {
        Path file = Files.writeString(
                folder.resolve("report.json"),
                RecordJson.of(report(now, modules)).toString());
        List<String> args = new ArrayList<>(List.of("explain-report", file.toString()));
        args.addAll(options);
        return Cli.run(args.toArray(String[]::new));
    }

    private InventoryReport report(Instant collectedAt, String... modules) {
        List<ReportedApplication> applications = new ArrayList<>();
        for (String module : modules) {
            applications.add(ReportedApplication.newBuilder()
                    .setModuleId(module)
                    .setInstanceOf("package")
                    .setVersion("2")
                    .build());
        }
        return InventoryReport.newBuilder()
                .setReportId(UUID.randomUUID())
                .setSystemId(system)
                .setCollector("test/1")
                .setCollectedAt(collectedAt)
                .setApplications(applications)
                .build();
    }

    private void publishReport(Instant collectedAt, String... modules) {
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            publisher.publish(
                    Topics.INVENTORY_REPORTS,
                    system,
                    SingleObjectCodec.of(InventoryReport.class).encode(report(collectedAt, modules)));
        }
    }

    private void publishEvent(String module, long revision, String version, Instant lastSeen) {
        ApplicationState state = ApplicationState.newBuilder()
                .setSystemId(system)
                .setModuleId(module)
                .setInstanceOf("package")
                .setName("")
                .setSource("")
                .setVersion(version)
                .setIsUserFacing(true)
                .setInventoryData("{}")
                .setBackupData("{}")
                .setServicesData("{}")
                .setFirstSeenAt(lastSeen)
                .setLastInventoryAt(lastSeen)
                .build();
        ApplicationEvent event = ApplicationEvent.newBuilder()
                .setApplicationId(system + "_" + module)
                .setRevision(revision)
                .setChange(ApplicationChange.APPEARED)
                .setChanged(List.of())
                .setAfter(state)
                .setCause(ApplicationCause.newBuilder()
                        .setKind(ApplicationCauseKind.REPORT)
                        .setId(UUID.randomUUID())
                        .setActor("test/1")
                        .setPosition(new SourcePosition(Topics.INVENTORY_REPORTS, 0, 0L))
                        .build())
                .setRecordedAt(lastSeen)
                .build();
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            publisher.publish(
                    Topics.INVENTORY_APPLICATIONS,
                    event.getApplicationId(),
                    SingleObjectCodec.of(ApplicationEvent.class).encode(event));
        }
    }
}
