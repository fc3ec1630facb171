package dev.muster.assignmentservice.directory.postgres;

import dev.muster.assignmentservice.directory.CommandLog;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.ReceivedRecordReader;
import dev.muster.assignmentservice.directory.RejectedCommand;
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

    private final JdbcTemplate jdbc;
    private final ReceivedRecordReader reader;

    /** A log in the current schema of the data source; {@code reader} decodes parked records. */
    public PostgresCommandLog(JdbcTemplate jdbc, ReceivedRecordReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    @Override
    public Set<UUID> findSeen(Collection<UUID> commandIds) {
        return new HashSet<>(jdbc.query(
                CommandLogSql.FIND_SEEN,
                (row, number) -> row.getObject(1, UUID.class),
                new SqlArrayValue("uuid", commandIds.toArray())));
    }

    @Override
    public void remember(Collection<DirectoryCommand> commands) {
        if (!commands.isEmpty()) {
            jdbc.update(
                    CommandLogSql.REMEMBER,
                    RowArrays.uuids(commands, DirectoryCommand::commandId),
                    RowArrays.texts(commands, DirectoryCommand::subjectId));
        }
    }

    @Override
    public void forget(Parked parked) {
        RowArrays.requireRows(
                1, jdbc.update(CommandLogSql.FORGET, parked.command().commandId()), "received commands to be deleted");
    }

    @Override
    public Set<RejectedCommand> findRejected(Collection<UUID> commandIds) {
        return new HashSet<>(jdbc.query(
                CommandLogSql.FIND_REJECTED,
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
                    CommandLogSql.REJECT,
                    RowArrays.uuids(rejections, RejectedCommand::commandId),
                    RowArrays.texts(rejections, RejectedCommand::topic),
                    RowArrays.ints(rejections, RejectedCommand::partition),
                    RowArrays.longs(rejections, RejectedCommand::offset));
        }
    }

    @Override
    public boolean hasParked(String subjectId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(CommandLogSql.HAS_PARKED, Boolean.class, subjectId));
    }

    @Override
    public void park(DirectoryCommand command, @Nullable String waitsFor, Instant expiresAt) {
        ReceivedRecord record = Objects.requireNonNull(command.origin(), "only commands from Kafka can be parked");
        jdbc.update(
                CommandLogSql.PARK,
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
        List<Parked> found = jdbc.query(CommandLogSql.FIND_FIRST_PARKED, this::read, subjectId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void waitFor(Parked parked, String organizationId) {
        RowArrays.requireRows(
                1,
                jdbc.update(CommandLogSql.WAIT_FOR, organizationId, parked.parkId()),
                "parked commands to be updated");
    }

    @Override
    public void unpark(Parked parked) {
        RowArrays.requireRows(1, jdbc.update(CommandLogSql.UNPARK, parked.parkId()), "parked commands to be removed");
    }

    @Override
    public List<String> findWaitingFor(String organizationId) {
        return jdbc.queryForList(CommandLogSql.FIND_WAITING_FOR, String.class, organizationId);
    }

    @Override
    public List<String> findDue(Instant now, int limit) {
        return jdbc.queryForList(CommandLogSql.FIND_DUE, String.class, RowArrays.time(now), limit);
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
