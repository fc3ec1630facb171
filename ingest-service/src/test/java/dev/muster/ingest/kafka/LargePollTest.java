package dev.muster.ingest.kafka;

import static dev.muster.ingest.Reports.application;
import static dev.muster.ingest.Reports.partial;
import static dev.muster.ingest.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingest.OwnDatabase;
import dev.muster.ingest.inventory.InventoryStore;
import dev.muster.ingest.postgres.PostgresInventoryStore;
import dev.muster.inventory.InventoryReport;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A poll that is larger than what is looked into together. */
class LargePollTest {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final int SYSTEMS = 3;
    private static final int REPORTS_OF_EACH = 200;
    private static final int WHOLE_SYSTEMS = 25;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void reportsGiveTheSameInOneLargePollAsOneByOne() {
        List<ConsumerRecord<byte[], byte[]>> records = records();
        try (OwnDatabase together = OwnDatabase.create("large_poll");
                OwnDatabase alone = OwnDatabase.create("small_polls")) {
            MergeRun large = new MergeRun(together, true);
            MergeRun small = new MergeRun(alone, true);

            large.poll(records);
            records.forEach(record -> small.poll(List.of(record)));

            assertThat(received(together)).isEqualTo(SYSTEMS * REPORTS_OF_EACH);
            assertThat(large.applications("large-"))
                    .hasSizeGreaterThan(SYSTEMS)
                    .isEqualTo(small.applications("large-"));
        }
    }

    @Test
    void theRecordsOfAFewSystemsAreReadTogetherHoweverLittleTheReportsSay() {
        List<Integer> systemsTogether = new ArrayList<>();
        try (OwnDatabase database = OwnDatabase.create("whole_systems")) {
            InventoryStore store =
                    WatchedStore.of(new PostgresInventoryStore(database.dataSource()), (method, arguments) -> {
                        if (method.equals("presentRecordsOfSystems")) {
                            systemsTogether.add(((Collection<?>) arguments[0]).size());
                        }
                    });
            MergeRun run = new MergeRun(database, true, store);
            List<InventoryReport> first = new ArrayList<>();
            List<InventoryReport> second = new ArrayList<>();
            for (int i = 0; i < WHOLE_SYSTEMS; i++) {
                String system = "whole-" + i;
                first.add(snapshot(system, BEGIN, application("a", "1")).build());
                // Two together are compared with all that the system has.
                second.add(partial(system, BEGIN.plusSeconds(1), application("b", "1"))
                        .build());
                second.add(snapshot(system, BEGIN.plusSeconds(2), application("a", "2"))
                        .build());
            }

            run.poll(records(first));
            run.poll(records(second));

            assertThat(systemsTogether).allMatch(systems -> systems <= 10);
            assertThat(systemsTogether.stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(WHOLE_SYSTEMS);
            assertThat(run.applications("whole-"))
                    .hasSize(2 * WHOLE_SYSTEMS)
                    .allSatisfy((id, row) -> assertThat(row.get("version")).isEqualTo(id.endsWith("_a") ? "2" : "1"));
        }
    }

    @Test
    void aLateSnapshotReadsNothingThatWasRemovedBeforeIt() {
        List<String> read = new ArrayList<>();
        try (OwnDatabase database = OwnDatabase.create("removed_before")) {
            InventoryStore tables = new PostgresInventoryStore(database.dataSource());
            InventoryStore store = WatchedStore.of(tables, (method, arguments) -> {
                if (method.equals("recordsOfSystems")) {
                    tables.recordsOfSystems(timesOf(arguments[0])).values().stream()
                            .flatMap(List::stream)
                            .forEach(record -> read.add(record.moduleId()));
                }
            });
            MergeRun run = new MergeRun(database, true, store);
            run.poll(records(List.of(
                    snapshot("removed", BEGIN, application("before", "1")).build())));
            run.poll(records(List.of(snapshot("removed", BEGIN.plusSeconds(10), application("behind", "1"))
                    .build())));
            run.poll(records(List.of(snapshot("removed", BEGIN.plusSeconds(30)).build())));

            run.poll(records(List.of(snapshot("removed", BEGIN.plusSeconds(20), application("late", "1"))
                    .build())));

            assertThat(read).containsExactly("behind");
            assertThat(run.applications("removed"))
                    .extractingFromEntries(
                            one -> one.getKey() + " " + one.getValue().get("deleted_at"))
                    .containsExactlyInAnyOrder(
                            "removed_before " + BEGIN.plusSeconds(10),
                            "removed_behind " + BEGIN.plusSeconds(20),
                            "removed_late " + BEGIN.plusSeconds(30));
        }
    }

    @SuppressWarnings("unchecked") // the method is declared so
    private static Map<Long, Instant> timesOf(Object argument) {
        return (Map<Long, Instant>) argument;
    }

    private static @Nullable Integer received(OwnDatabase database) {
        return new JdbcTemplate(database.dataSource())
                .queryForObject("select count(*) from received_report", Integer.class);
    }

    /** Out of order, partial ones among them, and every tenth twice. */
    private static List<ConsumerRecord<byte[], byte[]>> records() {
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
        return records(reports);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(List<InventoryReport> reports) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (InventoryReport report : reports) {
            records.add(new ConsumerRecord<>(
                    Topics.INVENTORY_REPORTS,
                    0,
                    records.size(),
                    report.getSystemId().getBytes(UTF_8),
                    REPORTS.encode(report)));
        }
        return records;
    }
}
