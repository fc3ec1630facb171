package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.json.RecordJson;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportReceipt;
import dev.muster.inventory.SourcePosition;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandIT {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final SingleObjectCodec<ReportReceipt> RECEIPTS = SingleObjectCodec.of(ReportReceipt.class);

    private static final String REPORT = """
            {"system_id": "by-hand", "collected_at": "2026-01-02T03:04:05.000006Z", "applications": [
              {"module_id": "mail1", "instance_of": "mail", "version": "1.4", "inventory_data": {"users": 3}}]}
            """;

    private final List<InventoryReport> received = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void createTopics() throws Exception {
        FakeService.createTopics();
    }

    @Test
    void reportFromFileIsPublishedAndItsReceiptPrinted() throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), REPORT);
        try (FakeService service = replyingWith(ReceiptStatus.APPLIED)) {
            Answer answer = service.run("report", "--file", file.toString(), "--receipt");

            assertThat(answer.err()).isEmpty();
            assertThat(answer.exitCode()).isZero();
            assertThat(answer.out()).contains("APPLIED (appeared 1");
            InventoryReport report = received.get(0);
            assertThat(report.getSystemId()).isEqualTo("by-hand");
            assertThat(report.getReceipt()).isTrue();
            assertThat(report.getCollectedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.000006Z"));
            assertThat(report.getApplications().get(0).getInventoryData()).isEqualTo("{\"users\":3}");
        }
    }

    @Test
    void rejectedReportExitsWithOne() throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), REPORT);
        try (FakeService service = replyingWith(ReceiptStatus.REJECTED)) {
            assertThat(service.run("report", "--file", file.toString(), "--receipt")
                            .exitCode())
                    .isEqualTo(1);
        }
    }

    @Test
    void outputOfCollectCanBeReported() throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), REPORT);
        try (FakeService service = replyingWith(ReceiptStatus.APPLIED)) {
            service.run("report", "--file", file.toString(), "--receipt");
            String json = RecordJson.of(received.get(0)).toPrettyString();
            Files.writeString(file, json);

            service.run("report", "--file", file.toString(), "--receipt");

            assertThat(received.get(1)).isEqualTo(received.get(0));
        }
    }

    @Test
    void withoutReceiptItWaitsForTheBrokerOnly() throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), REPORT);

        Answer answer = Cli.run("report", "--file", file.toString());

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("1 applications published as inventory.reports-");
    }

    @Test
    void cadenceIsDeclaredByTheOptionElseByTheFile() throws Exception {
        Path file = Files.writeString(
                folder.resolve("report.json"), "{\"next_report_within_s\": 3600, \"applications\": []}");
        try (FakeService service = replyingWith(ReceiptStatus.APPLIED)) {
            service.run("report", "--file", file.toString(), "--receipt");
            service.run("report", "--file", file.toString(), "--receipt", "--every", "8h");

            assertThat(received)
                    .extracting(InventoryReport::getNextReportWithinS)
                    .containsExactly(3_600, 28_800);
        }
    }

    @Test
    void cadenceOutOfBoundsIsNamed() {
        assertThat(Cli.runAsIs("report", "--every", "30s").err()).contains("--every must be 60s to 31d, not 30s");
        assertThat(Cli.runAsIs("report", "--every", "10y").err())
                .contains("Invalid value for --every: expected a duration such as 90s, 30m, 8h or 7d, not '10y'");
    }

    @Test
    void invalidReportFileIsAUsageError() throws Exception {
        Path file = folder.resolve("report.json");
        Files.writeString(file, "{\"aplications\": []}");
        assertThat(Cli.run("report", "--file", file.toString()))
                .extracting(Answer::exitCode, Answer::err)
                .containsExactly(
                        2,
                        "muster: " + file + " is not a valid report: the report has the unknown field aplications\n");
        Files.writeString(file, "{");
        assertThat(Cli.run("report", "--file", file.toString()).exitCode()).isEqualTo(2);
        assertThat(Cli.run("report", "--file", folder.resolve("none").toString())
                        .err())
                .contains("cannot read");
    }

    @Test
    void wrongFieldIsNamedWithoutJava() throws Exception {
        assertInvalid("{\"report_id\": \"1\", \"applications\": []}", "report_id must be a UUID, not 1");
        assertInvalid("{\"scope\": \"ALL\", \"applications\": []}", "scope must be SNAPSHOT or PARTIAL, not ALL");
        assertInvalid("{\"collected_at\": \"now\", \"applications\": []}", "collected_at must be a time such as");
        assertInvalid("{\"next_report_within_s\": 0.5, \"applications\": []}", "next_report_within_s must be a number");
        assertInvalid("{\"system_id\": {}, \"applications\": []}", "system_id must be text");
        assertInvalid("{\"applications\": [{\"module_id\": [], \"instance_of\": \"x\"}]}", "module_id must be text");
    }

    private void assertInvalid(String report, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), report);
        Answer answer = Cli.runAsIs("report", "--file", file.toString());
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .contains("is not a valid report: " + message)
                .doesNotContain("dev.muster", "Exception")
                .hasLineCount(1);
    }

    private FakeService replyingWith(ReceiptStatus status) {
        return FakeService.answering(Topics.INVENTORY_REPORTS, record -> Optional.of(receipt(record, status)));
    }

    private ProducerRecord<byte[], byte[]> receipt(ConsumerRecord<byte[], byte[]> record, ReceiptStatus status) {
        try {
            InventoryReport report = REPORTS.decode(record.value());
            received.add(report);
            ReportReceipt receipt = ReportReceipt.newBuilder()
                    .setReportId(report.getReportId())
                    .setSystemId(report.getSystemId())
                    .setStatus(status)
                    .setAppeared(1)
                    .setDecidedAt(Instant.EPOCH)
                    .setPosition(new SourcePosition(record.topic(), record.partition(), record.offset()))
                    .build();
            return new ProducerRecord<>(Topics.INVENTORY_RECEIPTS, record.key(), RECEIPTS.encode(receipt));
        } catch (UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }
}
