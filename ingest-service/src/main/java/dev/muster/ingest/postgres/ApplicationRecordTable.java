package dev.muster.ingest.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingest.inventory.ApplicationRecord;
import dev.muster.ingest.inventory.Attributes;
import dev.muster.ingest.inventory.ReportKey;
import dev.muster.ingest.inventory.UnstorableReportException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code application_record}. */
final class ApplicationRecordTable {

    /** A record with what its row needs besides. */
    record Row(String applicationId, long systemNumber, ApplicationRecord application) {}

    private static final String OF_SYSTEMS = """
            select system_number, module_id, instance_of, name, source, display_name, version, node_id, node_label,
                   url, is_user_facing, inventory_data, backup_data, services_data, first_seen_at, seen_at,
                   seen_sequence, seen_report_id, deleted_at, revision, incarnation
              from application_record
             where system_number = any(?::bigint[])
            """;

    /** A row of another system under the same id is left alone, which the row count tells. */
    private static final String UPSERT = """
            insert into application_record as known
              (application_id, system_number, module_id, instance_of, name, source, display_name, version, node_id,
               node_label, url, is_user_facing, inventory_data, backup_data, services_data, first_seen_at, seen_at,
               seen_sequence, seen_report_id, deleted_at, revision, incarnation)
            select application_id, system_number, module_id, instance_of, name, source, display_name, version, node_id,
                   node_label, url, is_user_facing, inventory_data::json, backup_data::json, services_data::json,
                   first_seen_at, seen_at, seen_sequence, seen_report_id, deleted_at, revision, incarnation
              from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::integer[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[],
                          ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::bigint[],
                          ?::integer[])
                as merged(application_id, system_number, module_id, instance_of, name, source, display_name, version,
                          node_id, node_label, url, is_user_facing, inventory_data, backup_data, services_data,
                          first_seen_at, seen_at, seen_sequence, seen_report_id, deleted_at, revision, incarnation)
            on conflict (application_id) do update
               set instance_of = excluded.instance_of, name = excluded.name, source = excluded.source,
                   display_name = excluded.display_name, version = excluded.version, node_id = excluded.node_id,
                   node_label = excluded.node_label, url = excluded.url, is_user_facing = excluded.is_user_facing,
                   inventory_data = excluded.inventory_data, backup_data = excluded.backup_data,
                   services_data = excluded.services_data, first_seen_at = excluded.first_seen_at,
                   seen_at = excluded.seen_at, seen_sequence = excluded.seen_sequence,
                   seen_report_id = excluded.seen_report_id, deleted_at = excluded.deleted_at,
                   revision = excluded.revision, incarnation = excluded.incarnation,
                   recorded_at = excluded.recorded_at
             where known.system_number = excluded.system_number
            """;

    /** The system's row is what everybody locks first. One that returned until it was locked stays. */
    private static final String PURGE = """
            with gone as (
              select r.application_id
                from application_record r
                join system s using (system_number)
               where r.deleted_at < ?
               limit ?
                 for update of s skip locked
            )
            delete from application_record
             where application_id in (select application_id from gone) and deleted_at < ?
            returning application_id
            """;

    private final JdbcTemplate jdbc;

    ApplicationRecordTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, List<ApplicationRecord>> ofSystems(Collection<Long> systemNumbers) {
        Map<Long, List<ApplicationRecord>> records = new HashMap<>();
        jdbc.query(Columns.of(OF_SYSTEMS, systemNumbers, columns -> columns.int8(number -> number)), row -> {
            records.computeIfAbsent(row.getLong("system_number"), number -> new ArrayList<>())
                    .add(read(row));
        });
        return records;
    }

    void upsert(List<Row> rows) {
        int written = jdbc.update(Columns.of(
                UPSERT,
                rows,
                columns -> columns.text(Row::applicationId)
                        .int8(Row::systemNumber)
                        .text(row -> row.application().moduleId())
                        .text(row -> row.application().attributes().instanceOf())
                        .text(row -> row.application().attributes().name())
                        .text(row -> row.application().attributes().source())
                        .text(row -> row.application().attributes().displayName())
                        .text(row -> row.application().attributes().version())
                        .int4(row -> row.application().attributes().nodeId())
                        .text(row -> row.application().attributes().nodeLabel())
                        .text(row -> row.application().attributes().url())
                        .bool(row -> row.application().attributes().userFacing())
                        .text(row -> row.application().attributes().inventoryData())
                        .text(row -> row.application().attributes().backupData())
                        .text(row -> row.application().attributes().servicesData())
                        .time(row -> row.application().firstSeenAt())
                        .time(row -> row.application().lastSeen().collectedAt())
                        .int8(row -> row.application().lastSeen().sequence())
                        .uuid(row -> row.application().lastSeen().reportId())
                        .time(row -> row.application().deletedAt())
                        .int8(row -> row.application().revision())
                        .int4(row -> row.application().incarnation())));
        if (written != rows.size()) {
            throw new UnstorableReportException(
                    "application_id_taken",
                    (rows.size() - written)
                            + " of its applications have an id, {system_id}_{module_id}, that belongs to"
                            + " another system: rename the system or the modules");
        }
    }

    List<String> purgeRemovedBefore(Instant time, int limit) {
        return jdbc.queryForList(PURGE, String.class, Timestamp.from(time), limit, Timestamp.from(time));
    }

    private static ApplicationRecord read(ResultSet row) throws SQLException {
        return new ApplicationRecord(
                row.getString("module_id"),
                readAttributes(row),
                requireNonNull(Columns.instant(row, "first_seen_at")),
                new ReportKey(
                        requireNonNull(Columns.instant(row, "seen_at")),
                        row.getLong("seen_sequence"),
                        requireNonNull(row.getObject("seen_report_id", UUID.class))),
                Columns.instant(row, "deleted_at"),
                row.getLong("revision"),
                row.getInt("incarnation"));
    }

    private static Attributes readAttributes(ResultSet row) throws SQLException {
        return new Attributes(
                row.getString("instance_of"),
                row.getString("name"),
                row.getString("source"),
                row.getString("display_name"),
                row.getString("version"),
                row.getObject("node_id", Integer.class),
                row.getString("node_label"),
                row.getString("url"),
                row.getBoolean("is_user_facing"),
                row.getString("inventory_data"),
                row.getString("backup_data"),
                row.getString("services_data"));
    }
}
