package dev.muster.assignmentservice.directory.postgres;

import dev.muster.assignmentservice.directory.CommandLog;
import dev.muster.assignmentservice.directory.CommandLog.RejectedCommand;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.ReceivedRecordReader;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.security.postgres.CallerJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** {@link CommandLog} in PostgreSQL. */
public final class PostgresCommandLog implements CommandLog {

    /** Locks the directory in shared mode: any number of transactions may hold it, but none together with a writer. */
    public static final String LOCK_DIRECTORY_SHARED =
            "select pg_advisory_xact_lock_shared(hashtext('directory_' || current_schema()))";

    /** An advisory lock, one per schema. */
    private static final String LOCK_DIRECTORY =
            "select pg_advisory_xact_lock(hashtext('directory_' || current_schema()))";

    private static final String FIND_SEEN = "select command_id from directory_command where command_id = any(?)";

    private static final String REMEMBER = """
            insert into directory_command (command_id, subject_id)
            select * from unnest(?::uuid[], ?::text[])
            """;

    private static final String FORGET = "delete from directory_command where command_id = ?";

    private static final String FIND_REJECTED = """
            select command_id, topic, partition, record_offset from rejected_command where command_id = any(?)
            """;

    private static final String REJECT = """
            insert into rejected_command (command_id, topic, partition, record_offset)
            select * from unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[])
            """;

    private static final String HAS_PARKED = "select exists (select from parked_command where organization_id = ?)";

    private static final String PARK = """
            insert into parked_command
                   (organization_id, waits_for, expires_at, topic, partition, record_offset, record_timestamp,
                    record_key, record_value, header_names, header_values, caller)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))
            """;

    private static final String FIND_FIRST_PARKED = """
            select park_id, waits_for, expires_at, topic, partition, record_offset, record_timestamp, record_key, record_value,
                   header_names, header_values, caller
              from parked_command
             where organization_id = ?
             order by park_id
             limit 1
            """;

    private static final String WAIT_FOR = "update parked_command set waits_for = ? where park_id = ?";

    private static final String UNPARK = "delete from parked_command where park_id = ?";

    private static final String FIND_WAITING_FOR = """
            select organization_id
              from parked_command
             where waits_for = ?
             group by organization_id
             order by min(park_id)
            """;

    private static final String FIND_DUE = """
            select organization_id
              from parked_command p
             where expires_at <= ?
                or exists (select from organization o where o.organization_id = p.waits_for and o.deleted_at is null)
             group by organization_id
             order by min(park_id)
             limit ?
            """;

    private static final String IS_DELETED =
            "select exists (select from organization where organization_id = ? and deleted_at is not null)";

    private final JdbcTemplate jdbc;
    private final ReceivedRecordReader reader;

    /** A log in the current schema of the data source; {@code reader} decodes parked records. */
    public PostgresCommandLog(JdbcTemplate jdbc, ReceivedRecordReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    @Override
    public void lockDirectory() {
        jdbc.query(LOCK_DIRECTORY, row -> {});
    }

    @Override
    public Set<UUID> findSeen(Collection<UUID> commandIds) {
        return new HashSet<>(jdbc.query(
                FIND_SEEN,
                (row, number) -> row.getObject(1, UUID.class),
                new SqlArrayValue("uuid", commandIds.toArray())));
    }

    @Override
    public void remember(Collection<DirectoryCommand> commands) {
        if (!commands.isEmpty()) {
            jdbc.update(
                    REMEMBER,
                    RowArrays.uuids(commands, DirectoryCommand::commandId),
                    RowArrays.texts(commands, DirectoryCommand::subjectId));
        }
    }

    @Override
    public void forget(Parked parked) {
        RowArrays.requireRows(1, jdbc.update(FORGET, parked.command().commandId()), "received commands to be deleted");
    }

    @Override
    public Set<RejectedCommand> findRejected(Collection<UUID> commandIds) {
        return new HashSet<>(jdbc.query(
                FIND_REJECTED,
                (row, number) -> new RejectedCommand(
                        row.getObject("command_id", UUID.class),
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("record_offset")),
                new SqlArrayValue("uuid", commandIds.toArray())));
    }

    @Override
    public void rememberRejected(Collection<RejectedCommand> rejections) {
        if (!rejections.isEmpty()) {
            jdbc.update(
                    REJECT,
                    RowArrays.uuids(rejections, RejectedCommand::commandId),
                    RowArrays.texts(rejections, RejectedCommand::topic),
                    RowArrays.ints(rejections, RejectedCommand::partition),
                    RowArrays.longs(rejections, RejectedCommand::offset));
        }
    }

    @Override
    public boolean hasParked(String subjectId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(HAS_PARKED, Boolean.class, subjectId));
    }

    @Override
    public void park(DirectoryCommand command, @Nullable String waitsFor, Instant expiresAt) {
        ReceivedRecord record = Objects.requireNonNull(command.origin(), "only commands from Kafka can be parked");
        jdbc.update(
                PARK,
                command.subjectId(),
                waitsFor,
                RowArrays.time(expiresAt),
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestampMs(),
                record.key(),
                record.value(),
                RowArrays.texts(record.headers(), ReceivedRecord.Header::name),
                new SqlArrayValue("bytea", (Object[]) record.headers().stream()
                        .map(ReceivedRecord.Header::value)
                        .toArray(byte[][]::new)),
                CallerJson.write(command.caller()));
    }

    @Override
    public @Nullable Parked findFirstParked(String subjectId) {
        List<Parked> found = jdbc.query(FIND_FIRST_PARKED, this::read, subjectId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void waitFor(Parked parked, String organizationId) {
        RowArrays.requireRows(
                1, jdbc.update(WAIT_FOR, organizationId, parked.parkId()), "parked commands to be updated");
    }

    @Override
    public void unpark(Parked parked) {
        RowArrays.requireRows(1, jdbc.update(UNPARK, parked.parkId()), "parked commands to be removed");
    }

    @Override
    public List<String> findWaitingFor(String organizationId) {
        return jdbc.queryForList(FIND_WAITING_FOR, String.class, organizationId);
    }

    @Override
    public boolean isDeleted(String organizationId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(IS_DELETED, Boolean.class, organizationId));
    }

    @Override
    public List<String> findDue(Instant now, int limit) {
        return jdbc.queryForList(FIND_DUE, String.class, RowArrays.time(now), limit);
    }

    private Parked read(ResultSet row, int number) throws SQLException {
        String[] names = (String[]) row.getArray("header_names").getArray();
        byte[][] values = (byte[][]) row.getArray("header_values").getArray();
        List<ReceivedRecord.Header> headers = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            headers.add(new ReceivedRecord.Header(names[i], values[i]));
        }
        ReceivedRecord record = new ReceivedRecord(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getLong("record_timestamp"),
                row.getBytes("record_key"),
                row.getBytes("record_value"),
                headers);
        return new Parked(
                row.getLong("park_id"),
                reader.read(record).withCaller(CallerJson.read(row.getString("caller"))),
                row.getString("waits_for"),
                Objects.requireNonNull(RowArrays.time(row, "expires_at")));
    }
}
