package dev.muster.ingestservice.report.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.ReportedAttributes;
import dev.muster.ingestservice.report.SystemFreshness;
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

    /**
     * A system whose snapshot time was advanced.
     *
     * @param cadenceChanged whether the snapshot before announced its next report in another time
     * @param silent whether its published state is STALE or MISSING
     */
    record Advanced(String systemId, long systemNumber, boolean cadenceChanged, boolean silent) {}

    private static final String ADVANCE_UNCHANGED = """
            update system s
               set snapshot_at = n.collected_at, snapshot_sequence = n.sequence, snapshot_report_id = n.report_id,
                   sighted_at = greatest(s.sighted_at, n.received_at),
                   collector = case when s.sighted_at > n.received_at then s.collector else n.collector end,
                   next_report_within_s = n.next_report_within_s
              from (select system_id, applications_hash, sequence, report_id, collector, next_report_within_s,
                           timestamptz 'epoch' + collected_micros * interval '1 microsecond' as collected_at,
                           timestamptz 'epoch' + received_micros * interval '1 microsecond' as received_at
                      from unnest(?::text[], ?::bytea[], ?::bigint[], ?::bigint[], ?::uuid[], ?::text[], ?::int[],
                                  ?::bigint[])
                        as snapshot(system_id, applications_hash, collected_micros, sequence, report_id, collector,
                                    next_report_within_s, received_micros)) n
             where s.system_id = any(array[n.system_id])
               and s.applications_hash = any(array[n.applications_hash])
               and (s.snapshot_at, s.snapshot_sequence, s.snapshot_report_id)
                   < (n.collected_at, n.sequence, n.report_id)
            returning s.system_id, s.system_number, old.next_report_within_s is distinct from new.next_report_within_s,
                      (select q.state from silent_system q where q.system_id = s.system_id)
            """;

    private static final String ADVANCE_SIGHTED = """
            update system s
               set sighted_at = n.received_at, collector = n.collector
              from (select distinct on (system_id) system_id, collector,
                           timestamptz 'epoch' + received_micros * interval '1 microsecond' as received_at
                      from unnest(?::text[], ?::text[], ?::bigint[]) as report(system_id, collector, received_micros)
                     order by system_id, received_micros desc) n
             where s.system_id = any(array[n.system_id])
               and (s.sighted_at is null or s.sighted_at < n.received_at)
            """;

    private static final String LOCK = """
            select system_id, system_number, applications_hash, same_since, removals_held, size, snapshot_at,
                   snapshot_sequence, snapshot_report_id, case when counted_size = size then applications end as applications,
                   sighted_at, collector, next_report_within_s,
                   (select q.state from silent_system q where q.system_id = system.system_id)
              from system
             where system_id = any(?::text[])
             order by system_id
               for update
            """;

    private static final String REGISTER = """
            insert into system (system_id, size, applications, counted_size)
            select system_id, 0, 0, 0 from unnest(?::text[]) as unknown(system_id) order by system_id collate "C"
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

    private static final String COUNTS = """
            select system_number, count(*)
              from application_record
             where system_number = any(?::bigint[]) and deleted_at is null
             group by system_number
            """;

    private static final String UPDATE = """
            update system s
               set snapshot_at = timestamptz 'epoch' + n.snapshot_micros * interval '1 microsecond',
                   snapshot_sequence = n.snapshot_sequence,
                   snapshot_report_id = n.snapshot_report_id, applications_hash = n.applications_hash,
                   same_since = timestamptz 'epoch' + n.same_since_micros * interval '1 microsecond',
                   removals_held = n.removals_held, size = n.size, applications = n.applications,
                   counted_size = n.size,
                   sighted_at = timestamptz 'epoch' + n.sighted_micros * interval '1 microsecond',
                   collector = n.collector, next_report_within_s = n.next_report_within_s
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::bytea[], ?::bigint[], ?::boolean[],
                          ?::bigint[], ?::int[], ?::bigint[], ?::text[], ?::int[])
                as n(system_number, snapshot_micros, snapshot_sequence, snapshot_report_id, applications_hash,
                     same_since_micros, removals_held, size, applications, sighted_micros, collector,
                     next_report_within_s)
             where s.system_number = any(array[n.system_number])
            """;

    private static final int SIZE = 6;
    private static final int APPLICATIONS = 10;
    private static final int SILENT_STATE = 14;

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
                                .uuid(report -> report.header().key().reportId())
                                .text(report -> report.header().collector())
                                .int4(report -> report.header().nextReportWithinS())
                                .micros(ReceivedReport::receivedAt)),
                (row, i) ->
                        new Advanced(row.getString(1), row.getLong(2), row.getBoolean(3), row.getString(4) != null));
    }

    void advanceSighted(Collection<ReceivedReport> reports) {
        jdbc.update(ColumnArrays.of(
                ADVANCE_SIGHTED,
                reports,
                columns -> columns.text(report -> report.header().systemId())
                        .text(report -> report.header().collector())
                        .micros(ReceivedReport::receivedAt)));
    }

    Map<String, SystemState> lock(Collection<String> systemIds) {
        Map<String, SystemState> systems = new HashMap<>();
        List<Long> ofUnknownSize = new ArrayList<>();
        List<Long> ofUnknownCount = new ArrayList<>();
        jdbc.query(ColumnArrays.of(LOCK, systemIds, columns -> columns.text(id -> id)), row -> {
            SystemState system = read(row);
            systems.put(system.systemId(), system);
            if (row.getObject(SIZE) == null) {
                ofUnknownSize.add(system.systemNumber());
            }
            if (row.getObject(APPLICATIONS) == null) {
                ofUnknownCount.add(system.systemNumber());
            }
        });
        if (!ofUnknownSize.isEmpty()) {
            Map<Long, Long> sizes = numbers(SIZES, ofUnknownSize);
            systems.replaceAll(
                    (id, system) -> system.withSize(sizes.getOrDefault(system.systemNumber(), system.size())));
        }
        if (!ofUnknownCount.isEmpty()) {
            Map<Long, Long> counts = numbers(COUNTS, ofUnknownCount);
            systems.replaceAll((id, system) -> system.withPresentApplications(
                    Math.toIntExact(counts.getOrDefault(system.systemNumber(), (long) system.presentApplications()))));
        }
        return systems;
    }

    private Map<Long, Long> numbers(String query, List<Long> systemNumbers) {
        Map<Long, Long> numbers = new HashMap<>();
        jdbc.query(ColumnArrays.of(query, systemNumbers, columns -> columns.int8(number -> number)), row -> {
            numbers.put(row.getLong(1), row.getLong(2));
        });
        return numbers;
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
                        .int8(SystemState::size)
                        .int4(SystemState::presentApplications)
                        .micros(system -> system.freshness().sightedAt())
                        .text(system -> system.freshness().collector())
                        .int4(system -> system.freshness().nextReportWithinS())));
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
                row.getLong(SIZE),
                row.getInt(APPLICATIONS),
                new SystemFreshness(
                        ColumnArrays.instant(row, 11),
                        row.getString(12),
                        row.getObject(13, Integer.class),
                        row.getString(SILENT_STATE) != null));
    }

    private static @Nullable ReportKey readNewestSnapshot(ResultSet row) throws SQLException {
        Instant time = ColumnArrays.instant(row, 7);
        return time == null ? null : new ReportKey(time, row.getLong(8), requireNonNull(row.getObject(9, UUID.class)));
    }
}
