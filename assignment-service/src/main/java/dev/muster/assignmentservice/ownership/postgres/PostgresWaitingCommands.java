package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.ownership.OwnershipAction;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.ownership.WaitingCommands;
import dev.muster.assignmentservice.ownership.WaitingCommands.WaitingCommand;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.security.postgres.CallerJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** The table {@code waiting_command}. Runs in the caller's transaction. */
public final class PostgresWaitingCommands implements WaitingCommands {

    private static final String LOCK_WAITING = """
            select command_id, application_id, expires_at, issued_at, issued_by, expected_revision, action,
                   organization_id, source_topic, source_partition, source_offset, caller
              from waiting_command
             where application_id = any(?)
             order by application_id, waiting_id
               for update
            """;

    private static final String ADD_WAITING = """
            insert into waiting_command
                   (command_id, application_id, expires_at, issued_at, issued_by, expected_revision, action,
                    organization_id, source_topic, source_partition, source_offset, caller)
            select s.command_id, s.application_id, s.expires_at, s.issued_at, s.issued_by, s.expected_revision, s.action,
                   s.organization_id, s.source_topic, s.source_partition, s.source_offset, cast(s.caller as jsonb)
              from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::bigint[], ?::text[],
                          ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[]) with ordinality
                   as s(command_id, application_id, expires_at, issued_at, issued_by, expected_revision, action,
                        organization_id, source_topic, source_partition, source_offset, caller, position)
             order by s.position
            """;

    private static final String REMOVE_WAITING = "delete from waiting_command where command_id = any(?)";

    private static final String FIND_APPLICATIONS_WITH_EXPIRED = """
            select application_id
              from (select application_id, min(expires_at) as overdue_since
                      from waiting_command
                     where expires_at <= ?
                     group by application_id
                     order by overdue_since
                     limit ?) as overdue
            """;

    private static final String SWEEP = """
            select w.application_id,
                   exists (select from inventory.applications a
                            where a.application_id = w.application_id and a.deleted_at is null) as present
              from (select distinct application_id
                      from waiting_command
                     where application_id > ?
                     order by application_id
                     limit ?) as w
             order by w.application_id
            """;

    private final JdbcTemplate jdbc;

    public PostgresWaitingCommands(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<WaitingCommand> lock(Collection<String> applicationIds) {
        return jdbc.query(LOCK_WAITING, PostgresWaitingCommands::read, RowArrays.texts(applicationIds));
    }

    @Override
    public void add(List<WaitingCommand> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        jdbc.update(
                ADD_WAITING,
                RowArrays.uuids(waiting, one -> one.command().commandId()),
                RowArrays.texts(waiting, one -> one.command().applicationId()),
                RowArrays.times(waiting, WaitingCommand::expiresAt),
                RowArrays.times(waiting, one -> one.command().issuedAt()),
                RowArrays.texts(waiting, one -> one.command().issuedBy()),
                RowArrays.longs(waiting, one -> one.command().expectedRevision()),
                RowArrays.texts(waiting, one -> one.command().action().kind().name()),
                RowArrays.texts(waiting, one -> one.command().action().organizationId()),
                RowArrays.texts(
                        waiting, one -> PositionColumns.topic(one.command().position())),
                RowArrays.ints(
                        waiting, one -> PositionColumns.partition(one.command().position())),
                RowArrays.longs(
                        waiting, one -> PositionColumns.offset(one.command().position())),
                RowArrays.texts(waiting, one -> CallerJson.write(one.command().caller())));
    }

    @Override
    public void remove(Collection<UUID> commandIds) {
        if (!commandIds.isEmpty()) {
            int removed = jdbc.update(REMOVE_WAITING, new SqlArrayValue("uuid", commandIds.toArray()));
            RowArrays.requireRows(commandIds.size(), removed, "waiting commands to be removed");
        }
    }

    @Override
    public List<String> findApplicationsWithExpired(Instant now, int limit) {
        return jdbc.queryForList(FIND_APPLICATIONS_WITH_EXPIRED, String.class, RowArrays.time(now), limit);
    }

    @Override
    public SweepPage sweep(String cursor, int limit) {
        List<String> all = new ArrayList<>();
        List<String> present = new ArrayList<>();
        jdbc.query(
                SWEEP,
                row -> {
                    all.add(row.getString("application_id"));
                    if (row.getBoolean("present")) {
                        present.add(row.getString("application_id"));
                    }
                },
                cursor,
                limit);
        return new SweepPage(present, all.size() < limit ? "" : all.get(all.size() - 1));
    }

    private static WaitingCommand read(ResultSet row, int number) throws SQLException {
        Instant expiresAt = Objects.requireNonNull(RowArrays.time(row, "expires_at"));
        Instant issuedAt = Objects.requireNonNull(RowArrays.time(row, "issued_at"));
        OwnershipCommand command = new OwnershipCommand(
                row.getObject("command_id", UUID.class),
                issuedAt,
                issuedAt,
                row.getString("issued_by"),
                row.getString("application_id"),
                row.getObject("expected_revision", Long.class),
                true,
                expiresAt,
                new OwnershipAction(
                        OwnershipAction.Kind.valueOf(row.getString("action")), row.getString("organization_id")),
                PositionColumns.read(row));
        return new WaitingCommand(command.withCaller(CallerJson.read(row.getString("caller"))), expiresAt);
    }
}
