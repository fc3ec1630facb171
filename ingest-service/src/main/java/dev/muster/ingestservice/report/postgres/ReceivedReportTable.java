package dev.muster.ingestservice.report.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportKey;
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

/**
 * The table {@code received_report}. Lateral queries with {@code offset 0} or {@code limit 1} are index lookups, see
 * {@link SystemTable}.
 */
final class ReceivedReportTable {

    private static final String FIND_NEXT_SNAPSHOTS = """
            select late.system_number, later.collected_at, later.sequence, later.report_id
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[])
                as late(system_number, collected_micros, sequence, report_id)
             cross join lateral (
               select r.collected_at, r.sequence, r.report_id
                 from received_report r
                where r.system_number = late.system_number
                  and (r.collected_at, r.sequence, r.report_id)
                      > (timestamptz 'epoch' + late.collected_micros * interval '1 microsecond',
                         late.sequence, late.report_id)
                  and r.snapshot
                order by r.collected_at, r.sequence, r.report_id
                limit 1) as later
            """;

    private static final String FIND_RECEIVED = """
            select n.position
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[]) with ordinality
                as n(system_number, collected_micros, sequence, report_id, position)
             cross join lateral (
               select
                 from received_report r
                where r.system_number = n.system_number
                  and r.collected_at = timestamptz 'epoch' + n.collected_micros * interval '1 microsecond'
                  and r.sequence = n.sequence
                  and r.report_id = n.report_id
               offset 0) as received
            """;

    private static final String INSERT = """
            copy received_report (system_number, collected_at, sequence, report_id, snapshot) from stdin (format binary)
            """;

    private static final String PURGE = """
            delete from received_report
             where (system_number, collected_at, sequence, report_id) in (
               select system_number, collected_at, sequence, report_id
                 from received_report where collected_at < ? limit ? for update skip locked)
            """;

    /** Bitmap scans are disabled in the sessions of this service, but the BRIN index by age has no other scan. */
    private static final String ALLOW_BITMAP_SCANS = "set local enable_bitmapscan = on";

    private final JdbcTemplate jdbc;

    ReceivedReportTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Of each report, given with the number of its system, the first snapshot that is newer. By system number. */
    Map<Long, List<ReportKey>> findNextSnapshots(Map<ReceivedReport, Long> reports) {
        Map<Long, List<ReportKey>> snapshots = new HashMap<>();
        jdbc.query(
                ColumnArrays.of(
                        FIND_NEXT_SNAPSHOTS,
                        reports.keySet(),
                        columns -> columns.int8(reports::get)
                                .micros(report -> report.header().key().collectedAt())
                                .int8(report -> report.header().key().sequence())
                                .uuid(report -> report.header().key().reportId())),
                row -> {
                    snapshots
                            .computeIfAbsent(row.getLong(1), number -> new ArrayList<>())
                            .add(readKey(row));
                });
        return snapshots;
    }

    /** Those of the reports, given with their system numbers, that were received before. */
    Set<ReceivedReport> findReceived(Map<ReceivedReport, Long> reports) {
        List<ReceivedReport> ordered = List.copyOf(reports.keySet());
        Set<ReceivedReport> received = new HashSet<>();
        jdbc.query(
                ColumnArrays.of(
                        FIND_RECEIVED,
                        ordered,
                        columns -> columns.int8(reports::get)
                                .micros(report -> report.header().key().collectedAt())
                                .int8(report -> report.header().key().sequence())
                                .uuid(report -> report.header().key().reportId())),
                row -> {
                    received.add(ordered.get(row.getInt(1) - 1));
                });
        return received;
    }

    void insert(Map<ReceivedReport, Long> reports) {
        jdbc.execute(BinaryCopy.of(INSERT, reports.entrySet(), (columns, entry) -> {
            ReportHeader header = entry.getKey().header();
            columns.int8(entry.getValue())
                    .time(header.key().collectedAt())
                    .int8(header.key().sequence())
                    .uuid(header.key().reportId())
                    .bool(header.snapshot());
        }));
    }

    /** Also enables bitmap scans for the rest of the transaction. */
    int purgeBefore(Instant time, int limit) {
        jdbc.execute(ALLOW_BITMAP_SCANS);
        return jdbc.update(PURGE, Timestamp.from(time), limit);
    }

    private static ReportKey readKey(ResultSet row) throws SQLException {
        return new ReportKey(
                requireNonNull(ColumnArrays.instant(row, 2)),
                row.getLong(3),
                requireNonNull(row.getObject(4, UUID.class)));
    }
}
