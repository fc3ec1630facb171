package dev.muster.assignmentservice.run.postgres;

import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.run.RuleSets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link RuleSets} in PostgreSQL. */
public final class PostgresRuleSets implements RuleSets {

    /** The revisions of rows by the keys of their events. */
    public static final String FIND_REVISIONS = """
            select set_key, revision
              from rule_set r
             where set_key = any(?)
               and not exists (select from rule_set n where n.set_key = r.set_key and n.revision > r.revision)
             order by 1
            """;

    private static final String SELECT = "select * from rule_set\n";

    private final JdbcTemplate jdbc;

    public PostgresRuleSets(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable Published find(String setKey) {
        return first(jdbc.query(
                SELECT + "where set_key = ? order by revision desc limit 1", PostgresRuleSets::read, setKey));
    }

    @Override
    public @Nullable Published find(String setKey, long revision) {
        return first(
                jdbc.query(SELECT + "where set_key = ? and revision = ?", PostgresRuleSets::read, setKey, revision));
    }

    @Override
    public List<Published> revisions(String setKey, long offset, int limit) {
        return jdbc.query(
                SELECT + "where set_key = ? order by revision desc offset ? limit ?",
                PostgresRuleSets::read,
                setKey,
                offset,
                limit);
    }

    @Override
    public void publish(Published published) {
        jdbc.update(
                "insert into rule_set (set_key, revision, document, command_id, actor, published_at) values (?, ?, ?, ?, ?, ?)",
                published.setKey(),
                published.revision(),
                published.document(),
                published.commandId(),
                published.actor(),
                RowArrays.time(published.publishedAt()));
        jdbc.update("update rule_state set version = nextval('rule_version')");
    }

    @Override
    public boolean remove(String setKey) {
        return jdbc.update("delete from rule_set where set_key = ?", setKey) > 0
                && jdbc.update("update rule_state set version = nextval('rule_version')") > 0;
    }

    @Override
    public boolean saveOwnerFromSystem(boolean ownerFromSystem) {
        return jdbc.update(
                        "update rule_state set version = nextval('rule_version'), owner_from_system = ? where owner_from_system <> ?",
                        ownerFromSystem,
                        ownerFromSystem)
                > 0;
    }

    private static @Nullable Published first(List<Published> found) {
        return found.isEmpty() ? null : found.get(0);
    }

    private static Published read(ResultSet row, int number) throws SQLException {
        return new Published(
                row.getString("set_key"),
                row.getLong("revision"),
                row.getString("document"),
                Objects.requireNonNull(row.getObject("command_id", UUID.class)),
                row.getString("actor"),
                Objects.requireNonNull(RowArrays.time(row, "published_at")));
    }
}
