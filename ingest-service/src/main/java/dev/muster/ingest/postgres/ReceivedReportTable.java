package dev.muster.ingest.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingest.inventory.ReceivedReport;
import dev.muster.ingest.inventory.ReportKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code received_report}. */
final class ReceivedReportTable {

    private static final String SNAPSHOTS_AFTER = """
            select r.system_number, r.collected_at, r.sequence, r.report_id
              from unnest(?::bigint[], ?::timestamptz[]) as late(system_number, collected_at)
              join received_report r
                on r.system_number = late.system_number and r.collected_at >= late.collected_at
             where r.snapshot
            """;

    private static final String REMEMBER = """
            insert into received_report (system_number, collected_at, sequence, report_id, snapshot)
            select * from unnest(?::bigint[], ?::timestamptz[], ?::bigint[], ?::uuid[], ?::boolean[])
            on conflict do nothing
            returning system_number, collected_at, sequence, report_id
            """;

    private static final String FORGET = """
            delete from received_report
             where (system_number, collected_at, sequence, report_id) in (
               select system_number, collected_at, sequence, report_id
                 from received_report where collected_at < ? limit ? for update skip locked)
            """;

    private final JdbcTemplate jdbc;

    ReceivedReportTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, List<ReportKey>> snapshotsAfter(Map<Long, ReportKey> oldestBySystem) {
        Map<Long, List<ReportKey>> snapshots = new HashMap<>();
        jdbc.query(
                Columns.of(
                        SNAPSHOTS_AFTER,
                        oldestBySystem.entrySet(),
                        columns -> columns.int8(Map.Entry::getKey)
                                .time(late -> late.getValue().collectedAt())),
                row -> {
                    snapshots
                            .computeIfAbsent(row.getLong("system_number"), number -> new ArrayList<>())
                            .add(readKey(row));
                });
        return snapshots;
    }

    Set<ReceivedReport> remember(Map<ReceivedReport, Long> reports) {
        Map<Row, ReceivedReport> byRow = new HashMap<>();
        reports.forEach((report, systemNumber) ->
                byRow.put(new Row(systemNumber, report.header().key()), report));
        Set<ReceivedReport> remembered = new HashSet<>();
        jdbc.query(
                Columns.of(
                        REMEMBER,
                        reports.entrySet(),
                        columns -> columns.int8(Map.Entry::getValue)
                                .time(report -> report.getKey().header().key().collectedAt())
                                .int8(report -> report.getKey().header().key().sequence())
                                .uuid(report -> report.getKey().header().key().reportId())
                                .bool(report -> report.getKey().header().snapshot())),
                row -> {
                    remembered.add(requireNonNull(byRow.get(new Row(row.getLong("system_number"), readKey(row)))));
                });
        return remembered;
    }

    int forgetBefore(Instant time, int limit) {
        return jdbc.update(FORGET, Timestamp.from(time), limit);
    }

    private static ReportKey readKey(ResultSet row) throws SQLException {
        return new ReportKey(
                requireNonNull(Columns.instant(row, "collected_at")),
                row.getLong("sequence"),
                requireNonNull(row.getObject("report_id", UUID.class)));
    }

    private record Row(long systemNumber, ReportKey key) {}
}
