package dev.muster.ingestservice.report.kafka;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.partial;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.TestDatabase;
import dev.muster.ingestservice.report.InventoryStore;
import dev.muster.ingestservice.report.postgres.PostgresInventoryStore;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Plans that are made and cached while the tables are empty, as in a new installation, have to stay good. */
class PlansIT {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);
    private static final int POLLS = 60;
    private static final int REPORTS_A_POLL = 20;
    private static final int MANY = 100;
    private static final int ROWS_READ_FOR_A_REPORT = 20;

    private static final String COUNT_INSERTED_REPORTS = """
            select coalesce(sum(n_tup_ins), 0) from pg_stat_user_tables where relname = 'received_report'
            """;

    private static final String COUNT_READ_ROWS = """
            select (select sum(seq_tup_read) from pg_stat_user_tables where relname <> 'flyway_schema_history')
                 + (select sum(idx_tup_read) from pg_stat_user_indexes)
            """;

    private static final String COUNT_UPDATED_RECORDS = """
            select n_tup_upd from pg_stat_user_tables where relname = 'application_record'
            """;

    private static final String COUNT_READ_RECORDS = """
            select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where relname = 'application_record'
            """;

    private static final String COUNT_READ_REPORTS = """
            select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where relname = 'received_report'
            """;

    private static final String INSERT_A_REPORT_PER_MINUTE = """
            insert into received_report (system_number, collected_at, sequence, report_id, snapshot)
            select n % 2000, timestamptz '2025-01-01 00:00:00+00' + n * interval '1 minute', 0, gen_random_uuid(), true
              from generate_series(1, 200000) as n
            """;

    private static final String COUNT_AGE_INDEX_SCANS = """
            select idx_scan from pg_stat_user_indexes where indexrelname = 'received_report_age'
            """;

    @Test
    void rowsReadPerReportDoNotGrowWithTheTables() {
        try (TestDatabase database = TestDatabase.create("plans")) {
            MergeRun run = new MergeRun(database, true);
            Instant begin = Instant.now().minusSeconds(3_600);
            for (int round = 0; round < 3; round++) {
                for (int poll = 0; poll < POLLS; poll++) {
                    run.poll(reports(poll * REPORTS_A_POLL, begin.plusSeconds(round), round / 2));
                }
            }

            int reports = 3 * POLLS * REPORTS_A_POLL;
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            await().untilAsserted(() -> assertThat(jdbc.queryForObject(COUNT_INSERTED_REPORTS, Integer.class))
                    .isEqualTo(reports));
            assertThat(jdbc.queryForObject(COUNT_READ_ROWS, Integer.class))
                    .isLessThan(ROWS_READ_FOR_A_REPORT * reports);
        }
    }

    @Test
    void changedSnapshotReadsOnlyTheChangedRecord() {
        try (TestDatabase database = TestDatabase.create("plans_of_one")) {
            MergeRun run = new MergeRun(database, true);
            Instant begin = Instant.now().minusSeconds(3_600);
            for (int report = 0; report < POLLS; report++) {
                run.poll(List.of(record(snapshot("many", begin.plusSeconds(report), many(report))
                        .build())));
            }

            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            await().untilAsserted(() -> {
                assertThat(jdbc.queryForObject(COUNT_UPDATED_RECORDS, Integer.class))
                        .isEqualTo(POLLS - 1);
                // One to merge it, one to change it.
                assertThat(jdbc.queryForObject(COUNT_READ_RECORDS, Integer.class))
                        .isEqualTo(2 * (POLLS - 1));
            });
        }
    }

    @Test
    void partialReportReadsOnlyItsRecord() {
        try (TestDatabase database = TestDatabase.create("plans_of_a_part")) {
            MergeRun run = new MergeRun(database, true);
            Instant begin = Instant.now().minusSeconds(3_600);
            run.poll(List.of(record(snapshot("many", begin, many(0)).build())));
            for (int report = 1; report <= POLLS; report++) {
                run.poll(List.of(record(partial("many", begin.plusSeconds(report), application("m0", "v" + report))
                        .build())));
            }

            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            await().untilAsserted(() -> {
                assertThat(jdbc.queryForObject(COUNT_UPDATED_RECORDS, Integer.class))
                        .isEqualTo(POLLS);
                // One to merge it, one to change it.
                assertThat(jdbc.queryForObject(COUNT_READ_RECORDS, Integer.class))
                        .isEqualTo(2 * POLLS);
            });
        }
    }

    @Test
    void lateReportReadsOnlyTheNextSnapshot() {
        try (TestDatabase database = TestDatabase.create("plans_of_late_ones")) {
            MergeRun run = new MergeRun(database, true);
            Instant begin = Instant.now().minusSeconds(3_600);
            for (int report = 0; report < POLLS; report++) {
                run.poll(List.of(record(snapshot("late", begin.plusSeconds(2L * report), many(report))
                        .build())));
            }
            for (int report = 0; report < POLLS - 1; report++) {
                run.poll(List.of(record(snapshot("late", begin.plusSeconds(2L * report + 1), many(0))
                        .build())));
            }

            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            await().untilAsserted(() -> assertThat(jdbc.queryForObject(COUNT_INSERTED_REPORTS, Integer.class))
                    .isEqualTo(2 * POLLS - 1));
            assertThat(jdbc.queryForObject(COUNT_READ_REPORTS, Integer.class)).isLessThan(2 * POLLS);
        }
    }

    @Test
    void purgeFindsReportsByTheAgeIndex() {
        try (TestDatabase database = TestDatabase.create("plans_of_the_purge")) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.update(INSERT_A_REPORT_PER_MINUTE);
            jdbc.execute("vacuum analyze received_report");
            InventoryStore store = new PostgresInventoryStore(database.dataSource());

            Integer forgotten = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()))
                    .execute(status -> store.purgeReceivedBefore(Instant.parse("2025-01-03T00:00:00Z"), 1_000));

            assertThat(forgotten).isEqualTo(1_000);
            await().untilAsserted(() -> assertThat(jdbc.queryForObject(COUNT_AGE_INDEX_SCANS, Integer.class))
                    .isPositive());
        }
    }

    private static ReportedApplication[] many(int version) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> application("m" + i, i < version ? "changed" : "same"))
                .toArray(ReportedApplication[]::new);
    }

    private static ConsumerRecord<byte[], byte[]> record(InventoryReport report) {
        return AppendedRecords.record(
                Topics.INVENTORY_REPORTS, 0, 0, report.getSystemId().getBytes(UTF_8), REPORTS.encode(report));
    }

    private static List<ConsumerRecord<byte[], byte[]>> reports(int firstSystem, Instant time, int version) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < REPORTS_A_POLL; i++) {
            String systemId = "plans-" + (firstSystem + i);
            InventoryReport report = snapshot(
                            systemId, time, application("a", Integer.toString(version)), application("b", "0"))
                    .build();
            records.add(AppendedRecords.record(
                    Topics.INVENTORY_REPORTS, 0, records.size(), systemId.getBytes(UTF_8), REPORTS.encode(report)));
        }
        return records;
    }
}
