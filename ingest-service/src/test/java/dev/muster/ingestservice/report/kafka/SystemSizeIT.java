package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.partial;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.postgres.PostgresInventoryStore;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReceiptStatus;
import dev.muster.inventory.ReportedApplication;
import dev.muster.messaging.outbox.OutboxMessage;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sizes of systems bound memory use: small reports may belong to large systems. */
class SystemSizeIT {

    private static final List<String> TEXTS = List.of(
            "instance_of",
            "name",
            "source",
            "display_name",
            "version",
            "node_label",
            "url",
            "inventory_data",
            "backup_data",
            "services_data");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MEGABYTE = 1_000_000;
    private static final int LARGE_SYSTEMS = 24;

    @Test
    void loadsRecordsOfLargeSystemsInGroups() {
        List<Integer> together = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create("large_systems")) {
            MergeRun run = new MergeRun(database, true, counting("findPresentRecords", together, database));
            List<InventoryReport> reports = new ArrayList<>();
            for (int i = 0; i < LARGE_SYSTEMS; i++) {
                run.ingest(List.of(snapshot("large-" + i, BEGIN, larges(0, 4)).build()));
                // Two reports of one system need all of its records.
                reports.add(partial("large-" + i, BEGIN.plusSeconds(1), application("b", "1"))
                        .build());
                reports.add(snapshot("large-" + i, BEGIN.plusSeconds(2), application("m0", "2"))
                        .build());
            }

            run.ingest(reports);

            assertThat(together).allMatch(systems -> systems * 4 <= 32);
            assertThat(together.stream().mapToInt(Integer::intValue).sum()).isEqualTo(LARGE_SYSTEMS);
            assertThat(run.applications("large-"))
                    .hasSize(5 * LARGE_SYSTEMS)
                    .allSatisfy((id, row) ->
                            assertThat(row.get("deleted_at") == null).isEqualTo(id.endsWith("_m0")));
        }
    }

    @Test
    void loadsRemovedRecordsOfLargeSystemsInGroups() {
        List<Integer> together = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create("emptied_systems")) {
            MergeRun run = new MergeRun(database, true, counting("findRecordsOfModules", together, database));
            List<InventoryReport> empty = new ArrayList<>();
            for (int i = 0; i < LARGE_SYSTEMS; i++) {
                run.ingest(List.of(snapshot("emptied-" + i, BEGIN, larges(0, 4)).build()));
                empty.add(snapshot("emptied-" + i, BEGIN.plusSeconds(1)).build());
            }

            run.ingest(empty);

            assertThat(together.stream().filter(modules -> modules > 0))
                    .hasSizeGreaterThan(1)
                    .allMatch(modules -> modules <= 32);
            assertThat(run.applications("emptied-"))
                    .hasSize(4 * LARGE_SYSTEMS)
                    .allSatisfy((id, row) -> assertThat(row.get("deleted_at")).isEqualTo(BEGIN.plusSeconds(1)));
        }
    }

    @Test
    void rejectsPartialReportsThatExceedTheSystemSize() {
        try (TestDatabase database = TestDatabase.create("too_large")) {
            MergeRun run = new MergeRun(database, true);
            run.ingest(List.of(snapshot("grows", BEGIN).build()));
            for (int i = 0; i < 9; i++) {
                run.ingest(List.of(partial("grows", BEGIN.plusSeconds(1), larges(7 * i, 7 * i + 7))
                        .build()));
            }
            run.messages();
            InventoryReport tooMuch = partial("grows", BEGIN.plusSeconds(2), larges(100, 105))
                    .setReceipt(true)
                    .build();
            InventoryReport small = partial("grows", BEGIN.plusSeconds(2), application("small", "1"))
                    .build();

            run.ingest(List.of(tooMuch, small));

            List<OutboxMessage> messages = run.messages();
            assertThat(messages)
                    .extracting(OutboxMessage::topic)
                    .contains(Topics.deadLettersOf(Topics.INVENTORY_REPORTS));
            assertThat(ReceiptMessages.statuses(messages)).containsExactly(ReceiptStatus.REJECTED);
            assertThat(run.applications("grows")).hasSize(64).containsKey("grows_small");

            run.ingest(List.of(snapshot("grows", BEGIN.plusSeconds(3), application("small", "1"))
                    .build()));
            run.ingest(List.of(snapshot("grows", BEGIN.plusSeconds(4), application("small", "1"))
                    .build()));
            run.messages();
            run.ingest(List.of(tooMuch));

            assertThat(ReceiptMessages.statuses(run.messages())).containsExactly(ReceiptStatus.APPLIED);
            assertThat(run.applications("grows")).containsKey("grows_m100");
        }
    }

    @Test
    void rejectsTooLargeLatePartialReportsWhileTheBrakeHolds() {
        try (TestDatabase database = TestDatabase.create("held_too_large")) {
            MergeRun run = new MergeRun(database, true);
            ReportedApplication[] many = IntStream.range(1_000, 1_012)
                    .mapToObj(i -> application("m" + i, "1"))
                    .toArray(ReportedApplication[]::new);
            run.ingest(List.of(snapshot("held", BEGIN, many).build()));
            run.ingest(List.of(snapshot("held", BEGIN.plusSeconds(10)).build()));
            for (int i = 0; i < 9; i++) {
                run.ingest(List.of(partial("held", BEGIN.plusSeconds(1), larges(7 * i, 7 * i + 7))
                        .build()));
            }
            run.messages();

            run.ingest(List.of(partial("held", BEGIN.plusSeconds(2), larges(100, 105))
                    .setReceipt(true)
                    .build()));

            assertThat(ReceiptMessages.statuses(run.messages())).containsExactly(ReceiptStatus.REJECTED);
            assertThat(run.applications("held")).hasSize(12 + 63);
        }
    }

    @Test
    void computesTheMissingSizeOfOlderSystems() {
        try (TestDatabase database = TestDatabase.create("size_of_old")) {
            MergeRun run = new MergeRun(database, true);
            run.ingest(List.of(
                    snapshot("old-1", BEGIN, application("gone", "1"), large(1)).build(),
                    snapshot("old-1", BEGIN.plusSeconds(1), large(1)).build(),
                    snapshot("old-2", BEGIN).build()));
            Map<String, Long> initial = run.sizes("old");
            new JdbcTemplate(database.dataSource()).execute("update system set size = null");

            run.ingest(List.of(
                    partial("old-1", BEGIN.plusSeconds(2), application("a", "1"))
                            .build(),
                    partial("old-2", BEGIN.plusSeconds(2), application("a", "1"))
                            .build()));

            long added = requireNonNull(run.sizes("old").get("old-2"));
            assertThat(run.sizes("old")).containsEntry("old-1", requireNonNull(initial.get("old-1")) + added);
            assertThat(initial).containsEntry("old-2", 0L);
        }
    }

    /** The expected sizes of the systems of a case, computed from the view. */
    static Map<String, Long> sizes(MergeCase merge, Map<String, Map<String, @Nullable Object>> view) {
        Map<String, Long> sizes = new HashMap<>();
        merge.set().forEach(report -> sizes.put(report.getSystemId(), 0L));
        view.values().stream().filter(row -> row.get("deleted_at") == null).forEach(row -> {
            int texts = TEXTS.stream()
                    .map(row::get)
                    .filter(Objects::nonNull)
                    .mapToInt(text -> text.toString().length())
                    .sum();
            sizes.merge((String) row.get("system_id"), 500L + texts, Long::sum);
        });
        return sizes;
    }

    private static InventoryStore counting(String method, List<Integer> counts, TestDatabase database) {
        return InterceptedStore.of(new PostgresInventoryStore(database.dataSource()), (called, arguments) -> {
            if (called.equals(method)) {
                counts.add(((Collection<?>) arguments[0]).size());
            }
        });
    }

    private static ReportedApplication[] larges(int from, int to) {
        return IntStream.range(from, to).mapToObj(SystemSizeIT::large).toArray(ReportedApplication[]::new);
    }

    private static ReportedApplication large(int number) {
        return ReportedApplication.newBuilder(application("m" + number, "1"))
                .setInventoryData("{\"a\":\"" + "x".repeat(MEGABYTE) + "\"}")
                .build();
    }
}
