package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.OutcomeStore;
import dev.muster.assignmentservice.postgres.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** The table {@code command_outcome}. Runs in the caller's transaction. */
public final class PostgresOutcomeStore implements OutcomeStore {

    private static final String FIND_OUTCOMES = """
            select command_id, application_id, status, reason, message, revision, before, after, decided_at,
                   source_topic, source_partition, source_offset
              from command_outcome
             where command_id = any(?)
            """;

    private static final String LOCK_OUTCOMES = FIND_OUTCOMES + " for share skip locked";

    private static final String ADD_OUTCOMES = """
            insert into command_outcome
                   (command_id, application_id, status, reason, message, revision, before, after, decided_at,
                    source_topic, source_partition, source_offset)
            select *
              from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::json[], ?::json[],
                          ?::timestamptz[], ?::text[], ?::int[], ?::bigint[])
            """;

    private static final String REPLACE_OUTCOMES = """
            update command_outcome c
               set status = s.status,
                   reason = s.reason,
                   message = s.message,
                   revision = s.revision,
                   before = s.before,
                   after = s.after,
                   decided_at = s.decided_at
              from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::json[], ?::json[],
                          ?::timestamptz[])
                   as s(command_id, status, reason, message, revision, before, after, decided_at)
             where c.command_id = any(array[s.command_id])
            """;

    private final JdbcTemplate jdbc;

    public PostgresOutcomeStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, Outcome> find(Collection<UUID> commandIds) {
        return query(FIND_OUTCOMES, commandIds);
    }

    @Override
    public Map<UUID, Outcome> lock(Collection<UUID> commandIds) {
        return query(LOCK_OUTCOMES, commandIds);
    }

    private Map<UUID, Outcome> query(String query, Collection<UUID> commandIds) {
        Map<UUID, Outcome> found = new HashMap<>();
        jdbc.query(query, PostgresOutcomeStore::read, new SqlArrayValue("uuid", commandIds.toArray()))
                .forEach(outcome -> found.put(outcome.commandId(), outcome));
        return found;
    }

    @Override
    public void add(Collection<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        RowArrays.insertNew(
                "command_outcome",
                () -> jdbc.update(
                        ADD_OUTCOMES,
                        RowArrays.uuids(outcomes, Outcome::commandId),
                        RowArrays.texts(outcomes, Outcome::applicationId),
                        RowArrays.texts(outcomes, outcome -> outcome.status().name()),
                        RowArrays.texts(outcomes, Outcome::reason),
                        RowArrays.texts(outcomes, Outcome::message),
                        RowArrays.longs(outcomes, Outcome::revision),
                        RowArrays.texts(outcomes, outcome -> OwnershipJson.write(outcome.before())),
                        RowArrays.texts(outcomes, outcome -> OwnershipJson.write(outcome.after())),
                        RowArrays.times(outcomes, Outcome::decidedAt),
                        RowArrays.texts(outcomes, outcome -> PositionColumns.topic(outcome.position())),
                        RowArrays.ints(outcomes, outcome -> PositionColumns.partition(outcome.position())),
                        RowArrays.longs(outcomes, outcome -> PositionColumns.offset(outcome.position()))));
    }

    @Override
    public void replace(Collection<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        int replaced = jdbc.update(
                REPLACE_OUTCOMES,
                RowArrays.uuids(outcomes, Outcome::commandId),
                RowArrays.texts(outcomes, outcome -> outcome.status().name()),
                RowArrays.texts(outcomes, Outcome::reason),
                RowArrays.texts(outcomes, Outcome::message),
                RowArrays.longs(outcomes, Outcome::revision),
                RowArrays.texts(outcomes, outcome -> OwnershipJson.write(outcome.before())),
                RowArrays.texts(outcomes, outcome -> OwnershipJson.write(outcome.after())),
                RowArrays.times(outcomes, Outcome::decidedAt));
        RowArrays.requireRows(outcomes.size(), replaced, "outcomes to be replaced");
    }

    private static Outcome read(ResultSet row, int number) throws SQLException {
        return new Outcome(
                row.getObject("command_id", UUID.class),
                row.getString("application_id"),
                Outcome.Status.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getString("message"),
                row.getLong("revision"),
                OwnershipJson.read(row.getString("before")),
                OwnershipJson.read(row.getString("after")),
                Objects.requireNonNull(RowArrays.time(row, "decided_at")),
                PositionColumns.read(row));
    }
}
