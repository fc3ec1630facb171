package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.IngestPipeline;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadReportsIT {

    private static final int PARTITION = 99;
    private static final AtomicLong OFFSETS = new AtomicLong();
    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final ReportListener listener = pipeline.context().getBean(ReportListener.class);
    private final String before = "before-" + UUID.randomUUID();
    private final String after = "after-" + UUID.randomUUID();

    static List<BadReports.Bad> badReports() {
        return BadReports.of("bad-" + UUID.randomUUID());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badReports")
    void badReportGoesToTheDeadLettersAlone(BadReports.Bad bad) {
        ConsumerRecord<byte[], byte[]> record = recordOf(bad.key(), bad.value());
        record.headers().add("trace", new byte[] {1, 2, -3}).add("nothing", null);
        double counted = deadLetterCount(bad.reason());

        listener.onPoll(List.of(good(before), record, good(after)));

        assertThat(pipeline.applications(before)).hasSize(1);
        assertThat(pipeline.applications(after)).hasSize(1);
        assertThat(applicationsOf(bad)).isZero();
        assertThat(deadLetterCount(bad.reason())).isEqualTo(counted + 1);
        ConsumerRecord<byte[], byte[]> letter =
                await().until(() -> deadLetterOf(record), Optional::isPresent).orElseThrow();
        assertThat(IngestPipeline.header(letter, "dead-letter-reason")).isEqualTo(bad.reason());
        assertThat(IngestPipeline.header(letter, "dead-letter-topic")).isEqualTo(Topics.INVENTORY_REPORTS);
        assertThat(IngestPipeline.header(letter, "dead-letter-message"))
                .isNotBlank()
                .hasSizeLessThan(1_000);
        assertThat(letter.key()).isEqualTo(bad.key());
        assertThat(letter.value()).isEqualTo(bad.value());
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1, 2, -3);
        assertThat(letter.headers().lastHeader("nothing").value()).isNull();
    }

    private Optional<ConsumerRecord<byte[], byte[]>> deadLetterOf(ConsumerRecord<byte[], byte[]> record) {
        return pipeline.deadLetters().stream()
                .filter(letter -> IngestPipeline.header(letter, "dead-letter-partition")
                                .equals(Integer.toString(PARTITION))
                        && IngestPipeline.header(letter, "dead-letter-offset").equals(Long.toString(record.offset())))
                .findFirst();
    }

    @Test
    void deadLetterOfATooLargeReportOmitsTheValue() {
        ConsumerRecord<byte[], byte[]> record = recordOf("huge".getBytes(UTF_8), new byte[17 * 1024 * 1024]);

        listener.onPoll(List.of(good(before), record, good(after)));

        ConsumerRecord<byte[], byte[]> letter =
                await().until(() -> deadLetterOf(record), Optional::isPresent).orElseThrow();
        assertThat(IngestPipeline.header(letter, "dead-letter-reason")).isEqualTo("report_too_large");
        assertThat(IngestPipeline.header(letter, "dead-letter-omitted")).isNotBlank();
        assertThat(pipeline.applications(after)).hasSize(1);
    }

    @Test
    void headersOfAnySizeDoNotStopThePoll() {
        ConsumerRecord<byte[], byte[]> longName = recordOf("headers".getBytes(UTF_8), new byte[0]);
        longName.headers().add("h".repeat(70_000), new byte[1]);
        ConsumerRecord<byte[], byte[]> many = recordOf("headers".getBytes(UTF_8), new byte[0]);
        for (int i = 0; i < 70_000; i++) {
            many.headers().add("h", null);
        }

        listener.onPoll(List.of(good(before), longName, many, good(after)));

        await().until(() -> deadLetterOf(longName), Optional::isPresent);
        await().until(() -> deadLetterOf(many), Optional::isPresent);
        assertThat(pipeline.applications(after)).hasSize(1);
    }

    @Test
    void largestReportsAreIngestedAndPublished() {
        String largest = "{\"a\":\"" + "x".repeat(1024 * 1024 - 8) + "\"}";
        String face = "\uD83D\uDE00";
        for (String version : List.of("1", "2")) {
            byte[] report = ReportBytes.of(before)
                    .collectedAt(Instant.now().minusSeconds(9 - Integer.parseInt(version)))
                    .applications(ReportedApplication.newBuilder(application(face.repeat(100), version))
                            .setInventoryData(largest)
                            .setBackupData(largest)
                            .setServicesData(largest)
                            .build())
                    .build();
            listener.onPoll(List.of(recordOf(before.getBytes(UTF_8), report)));
        }
        assertThat(pipeline.applications(before))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("module_id", face.repeat(100)));
        await().untilAsserted(() -> assertThat(pipeline.events(before)).hasSize(2));
    }

    @Test
    void acceptsTenThousandApplications() {
        ReportedApplication[] applications = IntStream.range(0, 10_000)
                .mapToObj(i -> application("m" + i, "1"))
                .toArray(ReportedApplication[]::new);
        byte[] report = ReportBytes.of(before).applications(applications).build();

        listener.onPoll(List.of(recordOf(before.getBytes(UTF_8), report)));

        assertThat(pipeline.applications(before)).hasSize(10_000);
    }

    @Test
    void acceptedJsonCanBeCastToJsonb() {
        String odd = " {\"a\":[1e9999,-0.0,\"\\ud83d\\ude00\",{\"a\":null,\"a\":2}],\"\":\"\"}\n";
        byte[] report = ReportBytes.of(before)
                .applications(ReportedApplication.newBuilder(application("m1", "1"))
                        .setInventoryData(odd)
                        .build())
                .build();

        listener.onPoll(List.of(recordOf(before.getBytes(UTF_8), report)));

        assertThat(pipeline.database()
                        .queryForObject(
                                "select inventory_data::jsonb::text from inventory.applications where system_id = ?",
                                String.class,
                                before))
                .contains("\uD83D\uDE00");
    }

    @Test
    void largestJsonIsStoredAsWritten() {
        String largest = "{\"a\":\"" + "\u00e4".repeat((ReportRules.MAX_JSON_BYTES - 8) / 2) + "\"}";
        ReportedApplication.Builder application = ReportedApplication.newBuilder(application("m1", "1"))
                .setInventoryData(largest)
                .setBackupData(largest)
                .setServicesData(largest);
        byte[] report = ReportBytes.of(before).applications(application.build()).build();

        listener.onPoll(List.of(recordOf(before.getBytes(UTF_8), report)));

        assertThat(pipeline.applications(before))
                .singleElement()
                .satisfies(row -> assertThat(List.of(
                                String.valueOf(row.get("inventory_data")),
                                String.valueOf(row.get("backup_data")),
                                String.valueOf(row.get("services_data"))))
                        .containsOnly(largest));
    }

    private @Nullable Long applicationsOf(BadReports.Bad bad) {
        return pipeline.database()
                .queryForObject(
                        "select count(*) from inventory.applications where system_id = ?", Long.class, bad.system());
    }

    private double deadLetterCount(String reason) {
        Counter counter = pipeline.context()
                .getBean(MeterRegistry.class)
                .find("muster.dead.letters")
                .tag("topic", Topics.INVENTORY_REPORTS)
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static ConsumerRecord<byte[], byte[]> good(String systemId) {
        InventoryReport report =
                snapshot(systemId, Instant.now(), application("m1", "1")).build();
        return recordOf(systemId.getBytes(UTF_8), REPORTS.encode(report));
    }

    private static ConsumerRecord<byte[], byte[]> recordOf(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                Topics.INVENTORY_REPORTS,
                PARTITION,
                OFFSETS.getAndIncrement(),
                System.currentTimeMillis(),
                TimestampType.LOG_APPEND_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
