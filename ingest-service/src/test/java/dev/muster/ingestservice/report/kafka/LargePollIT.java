package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.partial;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.LateSnapshots;
import dev.muster.ingestservice.report.postgres.PostgresInventoryStore;
import dev.muster.inventory.InventoryReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Polls that are larger than a batch. */
class LargePollIT {

    private static final int SYSTEMS = 3;
    private static final int REPORTS_OF_EACH = 200;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void largePollHasTheSameResultAsSinglePolls() {
        List<InventoryReport> reports = reports();
        try (TestDatabase together = TestDatabase.create("large_poll");
                TestDatabase alone = TestDatabase.create("small_polls")) {
            MergeRun large = new MergeRun(together, true);
            MergeRun small = new MergeRun(alone, true);

            large.ingest(reports);
            reports.forEach(report -> small.ingest(List.of(report)));

            assertThat(received(together)).isEqualTo(SYSTEMS * REPORTS_OF_EACH);
            assertThat(applications(large)).hasSizeGreaterThan(SYSTEMS).isEqualTo(applications(small));
        }
    }

    /** Without the recording times. */
    private static Map<String, Map<String, @Nullable Object>> applications(MergeRun run) {
        Map<String, Map<String, @Nullable Object>> rows = run.applications("large-");
        rows.values().forEach(row -> row.remove("appeared_at"));
        return rows;
    }

    @Test
    void lateSnapshotReadsOnlyRecordsThatItMayChange() {
        List<String> read = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create("removed_before")) {
            InventoryStore tables = new PostgresInventoryStore(database.dataSource());
            InventoryStore store = InterceptedStore.of(tables, (method, arguments) -> {
                if (method.equals("findRecordsForLateSnapshots")) {
                    tables.findRecordsForLateSnapshots(lateSnapshotsOf(arguments[0])).values().stream()
                            .flatMap(List::stream)
                            .forEach(record -> read.add(record.moduleId()));
                }
            });
            MergeRun run = new MergeRun(database, true, store);
            run.ingest(List.of(
                    snapshot("removed", BEGIN, application("before", "1")).build()));
            run.ingest(List.of(snapshot("removed", BEGIN.plusSeconds(10), application("around", "1"))
                    .build()));
            run.ingest(List.of(snapshot("removed", BEGIN.plusSeconds(30), application("after", "1"))
                    .build()));
            run.ingest(List.of(snapshot("removed", BEGIN.plusSeconds(40), application("there", "1"))
                    .build()));

            run.ingest(List.of(snapshot("removed", BEGIN.plusSeconds(20), application("late", "1"))
                    .build()));

            assertThat(read).containsExactlyInAnyOrder("around", "there");
            assertThat(run.applications("removed"))
                    .extractingFromEntries(
                            one -> one.getKey() + " " + one.getValue().get("deleted_at"))
                    .containsExactlyInAnyOrder(
                            "removed_before " + BEGIN.plusSeconds(10),
                            "removed_around " + BEGIN.plusSeconds(20),
                            "removed_late " + BEGIN.plusSeconds(30),
                            "removed_after " + BEGIN.plusSeconds(40),
                            "removed_there null");
        }
    }

    @SuppressWarnings("unchecked") // the method is declared so
    private static Map<Long, LateSnapshots> lateSnapshotsOf(Object argument) {
        return (Map<Long, LateSnapshots>) argument;
    }

    private static @Nullable Integer received(TestDatabase database) {
        return new JdbcTemplate(database.dataSource())
                .queryForObject("select count(*) from received_report", Integer.class);
    }

    /** Out of order, partial ones among them, and every tenth twice. */
    private static List<InventoryReport> reports() {
        List<InventoryReport> reports = new ArrayList<>();
        for (int i = 0; i < SYSTEMS * REPORTS_OF_EACH; i++) {
            String system = "large-" + i % SYSTEMS;
            Instant time = BEGIN.plusSeconds(i);
            String version = Integer.toString(i / 7);
            InventoryReport report = i % 5 == 0
                    ? partial(system, time, application("b", version)).build()
                    : snapshot(system, time, application("a", version), application("c" + i % 4, "1"))
                            .build();
            reports.add(report);
            if (i % 10 == 0) {
                reports.add(report);
            }
        }
        Collections.shuffle(reports, new Random(4));
        return reports;
    }
}
