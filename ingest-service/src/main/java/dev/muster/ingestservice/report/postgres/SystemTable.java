package dev.muster.ingestservice.report.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.ReportedAttributes;
import dev.muster.ingestservice.report.SystemState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code system}.
 *
 * <p>The statements of this package leave the planner no choice but an index lookup for each row, because a plan may be
 * made while the tables are empty and cached while they grow: updates join by {@code = any(array[…])}, which rules out hash
 * and merge joins, and queries by {@code lateral (… offset 0)}, which is evaluated for each row. See
 * docs/decisions/0011-plans-for-tables-that-grow.md.
 */
final class SystemTable {

    /** A system whose snapshot time was advanced. */
    record Advanced(String systemId, long systemNumber) {}

    private static final String ADVANCE_UNCHANGED = """
            update system s
               set snapshot_at = n.collected_at, snapshot_sequence = n.sequence, snapshot_report_id = n.report_id
              from (select system_id, applications_hash, sequence, report_id,
                           timestamptz 'epoch' + collected_micros * interval '1 microsecond' as collected_at
                      from unnest(?::text[], ?::bytea[], ?::bigint[], ?::bigint[], ?::uuid[])
                        as snapshot(system_id, applications_hash, collected_micros, sequence, report_id)) n
             where s.system_id = any(array[n.system_id])
               and s.applications_hash = any(array[n.applications_hash])
               and (s.snapshot_at, s.snapshot_sequence, s.snapshot_report_id)
                   < (n.collected_at, n.sequence, n.report_id)
            returning s.system_id, s.system_number
            """;

    private static final String LOCK = """
            select system_id, system_number, applications_hash, same_since, removals_held, size, snapshot_at,
                   snapshot_sequence, snapshot_report_id
              from system
             where system_id = any(?::text[])
             order by system_id
               for update
            """;

    private static final String REGISTER = """
            insert into system (system_id, size)
            select system_id, 0 from unnest(?::text[]) as unknown(system_id) order by system_id collate "C"
            on conflict do nothing
            returning system_id, system_number
            """;

    private static final String SIZES = """
            select system_number,
                   sum({overhead} + length(instance_of) + length(name) + length(source) + coalesce(length(display_name), 0)
                       + length(version) + coalesce(length(node_label), 0) + coalesce(length(url), 0)
                       + length(inventory_data::text) + length(backup_data::text) + length(services_data::text))
              from application_record
             where system_number = any(?::bigint[]) and deleted_at is null
             group by system_number
            """.replace("{overhead}", Integer.toString(ReportedAttributes.OVERHEAD_BYTES));

    private static final String UPDATE = """
            update system s
               set snapshot_at = timestamptz 'epoch' + n.snapshot_micros * interval '1 microsecond',
                   snapshot_sequence = n.snapshot_sequence,
                   snapshot_report_id = n.snapshot_report_id, applications_hash = n.applications_hash,
                   same_since = timestamptz 'epoch' + n.same_since_micros * interval '1 microsecond',
                   removals_held = n.removals_held, size = n.size
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::bytea[], ?::bigint[], ?::boolean[],
                          ?::bigint[])
                as n(system_number, snapshot_micros, snapshot_sequence, snapshot_report_id, applications_hash,
                     same_since_micros, removals_held, size)
             where s.system_number = any(array[n.system_number])
            """;

    private static final int SIZE = 6;

    private final JdbcTemplate jdbc;

    SystemTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Advanced> advanceUnchanged(Collection<ReceivedReport> snapshots) {
        return jdbc.query(
                ColumnArrays.of(
                        ADVANCE_UNCHANGED,
                        snapshots,
                        columns -> columns.text(report -> report.header().systemId())
                                .bytes(ReceivedReport::applicationsHash)
                                .micros(report -> report.header().key().collectedAt())
                                .int8(report -> report.header().key().sequence())
                                .uuid(report -> report.header().key().reportId())),
                (row, i) -> new Advanced(row.getString(1), row.getLong(2)));
    }

    Map<String, SystemState> lock(Collection<String> systemIds) {
        Map<String, SystemState> systems = new HashMap<>();
        List<Long> ofUnknownSize = new ArrayList<>();
        jdbc.query(ColumnArrays.of(LOCK, systemIds, columns -> columns.text(id -> id)), row -> {
            SystemState system = read(row);
            systems.put(system.systemId(), system);
            if (row.getObject(SIZE) == null) {
                ofUnknownSize.add(system.systemNumber());
            }
        });
        if (!ofUnknownSize.isEmpty()) {
            Map<Long, Long> sizes = sizes(ofUnknownSize);
            systems.replaceAll(
                    (id, system) -> system.withSize(sizes.getOrDefault(system.systemNumber(), system.size())));
        }
        return systems;
    }

    private Map<Long, Long> sizes(List<Long> systemNumbers) {
        Map<Long, Long> sizes = new HashMap<>();
        jdbc.query(ColumnArrays.of(SIZES, systemNumbers, columns -> columns.int8(number -> number)), row -> {
            sizes.put(row.getLong(1), row.getLong(2));
        });
        return sizes;
    }

    Map<String, SystemState> register(Collection<String> systemIds) {
        Map<String, SystemState> systems = new HashMap<>();
        jdbc.query(ColumnArrays.of(REGISTER, systemIds, columns -> columns.text(id -> id)), row -> {
            systems.put(row.getString(1), SystemState.empty(row.getString(1), row.getLong(2)));
        });
        return systems;
    }

    void update(Collection<SystemState> systems) {
        int updated = jdbc.update(ColumnArrays.of(
                UPDATE,
                systems,
                columns -> columns.int8(SystemState::systemNumber)
                        .micros(system -> system.newestSnapshot() == null
                                ? null
                                : system.newestSnapshot().collectedAt())
                        .int8(system -> system.newestSnapshot() == null
                                ? null
                                : system.newestSnapshot().sequence())
                        .uuid(system -> system.newestSnapshot() == null
                                ? null
                                : system.newestSnapshot().reportId())
                        .bytes(SystemState::applicationsHash)
                        .micros(SystemState::sameSince)
                        .bool(SystemState::removalsHeld)
                        .int8(SystemState::size)));
        if (updated != systems.size()) {
            throw new IllegalStateException("updated " + updated + " of " + systems.size() + " locked systems");
        }
    }

    private static SystemState read(ResultSet row) throws SQLException {
        return new SystemState(
                row.getString(1),
                row.getLong(2),
                readNewestSnapshot(row),
                row.getBytes(3),
                ColumnArrays.instant(row, 4),
                row.getBoolean(5),
                row.getLong(SIZE));
    }

    private static @Nullable ReportKey readNewestSnapshot(ResultSet row) throws SQLException {
        Instant time = ColumnArrays.instant(row, 7);
        return time == null ? null : new ReportKey(time, row.getLong(8), requireNonNull(row.getObject(9, UUID.class)));
    }
}
