package dev.muster.assignment.postgres;

import dev.muster.assignment.ownership.OwnershipAction;
import dev.muster.assignment.ownership.OwnershipCommand;
import dev.muster.assignment.ownership.WaitingCommand;
import dev.muster.assignment.ownership.WaitingCommands;
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

/** Commands that wait for their application, in PostgreSQL. */
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

    /** A store in the current schema of the template's data source. */
    public PostgresWaitingCommands(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<WaitingCommand> lock(Collection<String> applicationIds) {
        return jdbc.query(LOCK_WAITING, PostgresWaitingCommands::read, Rows.texts(applicationIds));
    }

    @Override
    public void add(List<WaitingCommand> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        jdbc.update(
                ADD_WAITING,
                Rows.uuids(waiting, one -> one.command().commandId()),
                Rows.texts(waiting, one -> one.command().applicationId()),
                Rows.times(waiting, WaitingCommand::expiresAt),
                Rows.times(waiting, one -> one.command().issuedAt()),
                Rows.texts(waiting, one -> one.command().issuedBy()),
                Rows.longs(waiting, one -> one.command().expectedRevision()),
                Rows.texts(waiting, one -> one.command().action().kind().name()),
                Rows.texts(waiting, one -> one.command().action().organizationId()),
                Rows.texts(waiting, one -> Positions.topic(one.command().position())),
                Rows.ints(waiting, one -> Positions.partition(one.command().position())),
                Rows.longs(waiting, one -> Positions.offset(one.command().position())),
                Rows.texts(waiting, one -> CallerJson.write(one.command().caller())));
    }

    @Override
    public void remove(Collection<UUID> commandIds) {
        if (!commandIds.isEmpty()) {
            int removed = jdbc.update(REMOVE_WAITING, new SqlArrayValue("uuid", commandIds.toArray()));
            Rows.requireRows(commandIds.size(), removed, "waiting commands to be removed");
        }
    }

    @Override
    public List<String> applicationsWithExpired(Instant now, int limit) {
        return jdbc.queryForList(FIND_APPLICATIONS_WITH_EXPIRED, String.class, Rows.time(now), limit);
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
        Instant expiresAt = Objects.requireNonNull(Rows.time(row, "expires_at"));
        Instant issuedAt = Objects.requireNonNull(Rows.time(row, "issued_at"));
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
                Positions.read(row));
        return new WaitingCommand(command.from(CallerJson.read(row.getString("caller"))), expiresAt);
    }
}
