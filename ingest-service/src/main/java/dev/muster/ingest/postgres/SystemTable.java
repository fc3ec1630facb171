package dev.muster.ingest.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingest.inventory.ReceivedReport;
import dev.muster.ingest.inventory.ReportKey;
import dev.muster.ingest.inventory.SystemState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code system}. */
final class SystemTable {

    private static final String MOVE_UNCHANGED_AND_REMEMBER = """
            with snapshot as (
              select * from unnest(?::text[], ?::bytea[], ?::timestamptz[], ?::bigint[], ?::uuid[])
                as snapshot(system_id, applications_hash, collected_at, sequence, report_id)
            ), moved as (
              update system s
                 set snapshot_at = n.collected_at, snapshot_sequence = n.sequence, snapshot_report_id = n.report_id
                from snapshot n
               where s.system_id = n.system_id
                 and s.applications_hash = n.applications_hash
                 and (s.snapshot_at, s.snapshot_sequence, s.snapshot_report_id)
                     < (n.collected_at, n.sequence, n.report_id)
              returning s.system_id, s.system_number, n.collected_at, n.sequence, n.report_id
            ), remembered as (
              insert into received_report (system_number, collected_at, sequence, report_id, snapshot)
              select system_number, collected_at, sequence, report_id, true from moved
              on conflict do nothing
            )
            select system_id from moved
            """;

    private static final String LOCK = """
            select system_id, system_number, snapshot_at, snapshot_sequence, snapshot_report_id, applications_hash,
                   removals_held
              from system
             where system_id = any(?::text[])
             order by system_id
               for update
            """;

    private static final String MAKE_KNOWN = """
            insert into system (system_id)
            select system_id from unnest(?::text[]) as unknown(system_id) order by system_id collate "C"
            on conflict do nothing
            """;

    private static final String UPDATE = """
            update system s
               set snapshot_at = n.snapshot_at, snapshot_sequence = n.snapshot_sequence,
                   snapshot_report_id = n.snapshot_report_id, applications_hash = n.applications_hash,
                   removals_held = n.removals_held
              from unnest(?::text[], ?::timestamptz[], ?::bigint[], ?::uuid[], ?::bytea[], ?::boolean[])
                as n(system_id, snapshot_at, snapshot_sequence, snapshot_report_id, applications_hash, removals_held)
             where s.system_id = n.system_id
            """;

    private final JdbcTemplate jdbc;

    SystemTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> moveUnchanged(Collection<ReceivedReport> snapshots) {
        return new HashSet<>(jdbc.query(
                Columns.of(
                        MOVE_UNCHANGED_AND_REMEMBER,
                        snapshots,
                        columns -> columns.text(report -> report.header().systemId())
                                .bytes(ReceivedReport::applicationsHash)
                                .time(report -> report.header().key().collectedAt())
                                .int8(report -> report.header().key().sequence())
                                .uuid(report -> report.header().key().reportId())),
                (row, i) -> row.getString(1)));
    }

    Map<String, SystemState> lock(Collection<String> systemIds) {
        Map<String, SystemState> systems = new HashMap<>();
        jdbc.query(Columns.of(LOCK, systemIds, columns -> columns.text(id -> id)), row -> {
            SystemState system = read(row);
            systems.put(system.systemId(), system);
        });
        return systems;
    }

    Map<String, SystemState> makeKnown(Collection<String> systemIds) {
        jdbc.update(Columns.of(MAKE_KNOWN, systemIds, columns -> columns.text(id -> id)));
        return lock(systemIds);
    }

    void update(Collection<SystemState> systems) {
        int updated = jdbc.update(Columns.of(
                UPDATE,
                systems,
                columns -> columns.text(SystemState::systemId)
                        .time(system -> system.newestSnapshot() == null
                                ? null
                                : system.newestSnapshot().collectedAt())
                        .int8(system -> system.newestSnapshot() == null
                                ? null
                                : system.newestSnapshot().sequence())
                        .uuid(system -> system.newestSnapshot() == null
                                ? null
                                : system.newestSnapshot().reportId())
                        .bytes(SystemState::applicationsHash)
                        .bool(SystemState::removalsHeld)));
        if (updated != systems.size()) {
            throw new IllegalStateException(
                    "of " + systems.size() + " locked systems " + updated + " were there to be updated");
        }
    }

    private static SystemState read(ResultSet row) throws SQLException {
        return new SystemState(
                row.getString("system_id"),
                row.getLong("system_number"),
                readNewestSnapshot(row),
                row.getBytes("applications_hash"),
                row.getBoolean("removals_held"));
    }

    private static @Nullable ReportKey readNewestSnapshot(ResultSet row) throws SQLException {
        Instant time = Columns.instant(row, "snapshot_at");
        return time == null
                ? null
                : new ReportKey(
                        time,
                        row.getLong("snapshot_sequence"),
                        requireNonNull(row.getObject("snapshot_report_id", UUID.class)));
    }
}
