package dev.muster.ingestservice.report.postgres;

import static java.util.Objects.requireNonNull;

import dev.muster.ingestservice.report.ApplicationRecord;
import dev.muster.ingestservice.report.LateSnapshots;
import dev.muster.ingestservice.report.ReportKey;
import dev.muster.ingestservice.report.ReportedAttributes;
import dev.muster.ingestservice.report.SystemModule;
import dev.muster.messaging.consumer.UnprocessableRecordException;
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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;

/** The table {@code application_record}. */
final class ApplicationRecordTable {

    /** A record with the columns that it lacks. */
    record Row(String applicationId, long systemNumber, ApplicationRecord application) {}

    private static final String COLUMNS = """
            r.system_number, module_id, instance_of, name, source, display_name, version, node_id, node_label,
                   url, is_user_facing, inventory_data, backup_data, services_data, first_seen_at, seen_at,
                   seen_sequence, seen_report_id, deleted_at, revision, incarnation""";

    private static final String FIND_PRESENT = """
            select {columns}
              from application_record r
             where system_number = any(?::bigint[]) and deleted_at is null
            """.replace("{columns}", COLUMNS);

    private static final String FIND_FOR_LATE_SNAPSHOTS = """
            select record.*
              from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as n(system_number, first_micros, last_micros)
             cross join lateral (
               select {columns}
                 from application_record r
                where r.system_number = n.system_number
                  and (r.deleted_at is null
                       or (r.deleted_at > timestamptz 'epoch' + n.first_micros * interval '1 microsecond'
                           and r.seen_at <= timestamptz 'epoch' + n.last_micros * interval '1 microsecond'))
               offset 0) as record
            """.replace("{columns}", COLUMNS);

    /**
     * The id may belong to another system's application. The system is compared outside of the lateral query, so that the
     * record is looked up by its id.
     */
    private static final String FIND_BY_MODULE = """
            select record.*
              from unnest(?::bigint[], ?::text[]) as n(system_number, application_id)
             cross join lateral (
               select {columns}
                 from application_record r
                where r.application_id = n.application_id
               offset 0) as record
             where record.system_number = n.system_number
            """.replace("{columns}", COLUMNS);

    private static final String INSERT = """
            copy application_record
              (application_id, system_number, module_id, instance_of, name, source, display_name, version, node_id,
               node_label, url, is_user_facing, inventory_data, backup_data, services_data, first_seen_at, seen_at,
               seen_sequence, seen_report_id, deleted_at, revision, incarnation, appeared_at,
               appeared_incarnation)
            from stdin (format binary)
            """;

    private static final String UPDATE = """
            update application_record record
               set instance_of = n.instance_of, name = n.name, source = n.source, display_name = n.display_name,
                   version = n.version, node_id = n.node_id, node_label = n.node_label, url = n.url,
                   is_user_facing = n.is_user_facing, inventory_data = n.inventory_data::json,
                   backup_data = n.backup_data::json, services_data = n.services_data::json,
                   first_seen_at = timestamptz 'epoch' + n.first_seen_micros * interval '1 microsecond',
                   seen_at = timestamptz 'epoch' + n.seen_micros * interval '1 microsecond',
                   seen_sequence = n.seen_sequence, seen_report_id = n.seen_report_id,
                   deleted_at = timestamptz 'epoch' + n.deleted_micros * interval '1 microsecond',
                   revision = n.revision, incarnation = n.incarnation, recorded_at = transaction_timestamp(),
                   appeared_at = case when n.incarnation = record.incarnation then record.appeared_at
                                      else timestamptz 'epoch' + n.appeared_micros * interval '1 microsecond' end,
                   appeared_incarnation = case when n.incarnation = record.incarnation then record.appeared_incarnation
                                               else n.incarnation end
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::text[],
                          ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                          ?::bigint[], ?::uuid[], ?::bigint[], ?::bigint[], ?::integer[], ?::bigint[])
                as n(application_id, instance_of, name, source, display_name, version, node_id, node_label, url,
                     is_user_facing, inventory_data, backup_data, services_data, first_seen_micros, seen_micros,
                     seen_sequence, seen_report_id, deleted_micros, revision, incarnation, appeared_micros)
             where record.application_id = any(array[n.application_id])
            """;

    /** Locks the rows of the systems, as every writer does. A record that has returned by then is not deleted. */
    private static final String PURGE = """
            with purged as (
              select r.application_id
                from application_record r
                join system s using (system_number)
               where r.deleted_at < ?
               limit ?
                 for update of s skip locked
            )
            delete from application_record
             where application_id in (select application_id from purged) and deleted_at < ?
            returning application_id
            """;

    private final JdbcTemplate jdbc;

    ApplicationRecordTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, List<ApplicationRecord>> findPresent(Collection<Long> systemNumbers) {
        return read(ColumnArrays.of(FIND_PRESENT, systemNumbers, columns -> columns.int8(number -> number)));
    }

    Map<Long, List<ApplicationRecord>> findForLateSnapshots(Map<Long, LateSnapshots> late) {
        return read(ColumnArrays.of(
                FIND_FOR_LATE_SNAPSHOTS,
                late.entrySet(),
                columns -> columns.int8(Map.Entry::getKey)
                        .micros(system -> system.getValue().first())
                        .micros(system -> system.getValue().last())));
    }

    Map<Long, List<ApplicationRecord>> findByModule(Collection<SystemModule> modules) {
        return read(ColumnArrays.of(
                FIND_BY_MODULE,
                modules,
                columns ->
                        columns.int8(module -> module.system().systemNumber()).text(SystemModule::applicationId)));
    }

    private Map<Long, List<ApplicationRecord>> read(PreparedStatementCreator query) {
        Map<Long, List<ApplicationRecord>> records = new HashMap<>();
        jdbc.query(query, row -> {
            records.computeIfAbsent(row.getLong(1), number -> new ArrayList<>()).add(read(row));
        });
        return records;
    }

    void insert(List<Row> rows, Instant appearedAt) {
        try {
            jdbc.execute(BinaryCopy.of(INSERT, rows, (columns, row) -> write(columns, row, appearedAt)));
        } catch (DuplicateKeyException e) {
            throw new UnprocessableRecordException(
                    "application_id_taken",
                    "one of its applications has an id, {system_id}_{module_id}, that belongs to another system: rename"
                            + " the system or the module",
                    e);
        }
    }

    private static void write(BinaryCopy columns, Row row, Instant appearedAt) {
        ApplicationRecord application = row.application();
        ReportedAttributes attributes = application.attributes();
        columns.text(row.applicationId())
                .int8(row.systemNumber())
                .text(application.moduleId())
                .text(attributes.instanceOf())
                .text(attributes.name())
                .text(attributes.source())
                .text(attributes.displayName())
                .text(attributes.version())
                .int4(attributes.nodeId())
                .text(attributes.nodeLabel())
                .text(attributes.url())
                .bool(attributes.userFacing())
                .text(attributes.inventoryData())
                .text(attributes.backupData())
                .text(attributes.servicesData())
                .time(application.firstSeenAt())
                .time(application.lastSeen().collectedAt())
                .int8(application.lastSeen().sequence())
                .uuid(application.lastSeen().reportId())
                .time(application.deletedAt())
                .int8(application.revision())
                .int4(application.incarnation())
                .time(appearedAt)
                .int4(application.incarnation());
    }

    void update(List<Row> rows, Instant appearedAt) {
        int updated = jdbc.update(ColumnArrays.of(
                UPDATE,
                rows,
                columns -> columns.text(Row::applicationId)
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
                        .micros(row -> row.application().firstSeenAt())
                        .micros(row -> row.application().lastSeen().collectedAt())
                        .int8(row -> row.application().lastSeen().sequence())
                        .uuid(row -> row.application().lastSeen().reportId())
                        .micros(row -> row.application().deletedAt())
                        .int8(row -> row.application().revision())
                        .int4(row -> row.application().incarnation())
                        .micros(row -> appearedAt)));
        if (updated != rows.size()) {
            throw new IllegalStateException("updated " + updated + " of " + rows.size() + " records of locked systems");
        }
    }

    List<String> purgeRemovedBefore(Instant time, int limit) {
        return jdbc.queryForList(PURGE, String.class, Timestamp.from(time), limit, Timestamp.from(time));
    }

    List<String> deleteAll(long systemNumber) {
        return jdbc.queryForList(
                "delete from application_record where system_number = ? returning application_id",
                String.class,
                systemNumber);
    }

    private static ApplicationRecord read(ResultSet row) throws SQLException {
        return new ApplicationRecord(
                row.getString(2),
                readAttributes(row),
                requireNonNull(ColumnArrays.instant(row, 15)),
                new ReportKey(
                        requireNonNull(ColumnArrays.instant(row, 16)),
                        row.getLong(17),
                        requireNonNull(row.getObject(18, UUID.class))),
                ColumnArrays.instant(row, 19),
                row.getLong(20),
                row.getInt(21));
    }

    private static ReportedAttributes readAttributes(ResultSet row) throws SQLException {
        return new ReportedAttributes(
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, Integer.class),
                row.getString(9),
                row.getString(10),
                row.getBoolean(11),
                row.getString(12),
                row.getString(13),
                row.getString(14));
    }
}
