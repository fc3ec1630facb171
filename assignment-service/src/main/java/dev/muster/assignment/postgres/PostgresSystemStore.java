package dev.muster.assignment.postgres;

import dev.muster.assignment.directory.KeptSystem;
import dev.muster.assignment.directory.Listed;
import dev.muster.assignment.directory.ManagedSystem;
import dev.muster.assignment.directory.SystemStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** Systems in PostgreSQL: a row for each that was said something of, or was listed from inventory. */
public final class PostgresSystemStore implements SystemStore {

    private static final String FIND = """
            select system_id, name, organization_id, revision, created_at, updated_at from system where system_id = ?
            """;

    private static final String LOCK = FIND + " for update";

    private static final String FIND_IN_INVENTORY = """
            select system_id, null as name, null as organization_id, 0 as revision, first_seen_at as created_at,
                   first_seen_at as updated_at
              from inventory.applications
             where system_id = ?
             order by first_seen_at
             limit 1
            """;

    private static final String COUNT = """
            select count(*) from system where cast(? as text[]) is null or organization_id = any(?)
            """;

    private static final String LIST = """
            select system_id, name, organization_id, revision, created_at, updated_at
              from system
             where cast(? as text[]) is null or organization_id = any(?)
             order by system_id
             limit ? offset ?
            """;

    private static final String SAVE = """
            insert into system as s (system_id, name, organization_id, revision, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (system_id) do update
               set name = excluded.name, organization_id = excluded.organization_id, revision = excluded.revision,
                   updated_at = excluded.updated_at
             where s.revision = excluded.revision - 1
            """;

    private final JdbcTemplate jdbc;

    /** A store in the current schema of the template's data source. */
    public PostgresSystemStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable KeptSystem find(String systemId) {
        KeptSystem kept = first(FIND, systemId);
        return kept == null ? first(FIND_IN_INVENTORY, systemId) : kept;
    }

    @Override
    public @Nullable KeptSystem lock(String systemId) {
        return first(LOCK, systemId);
    }

    private @Nullable KeptSystem first(String query, String systemId) {
        List<KeptSystem> found = jdbc.query(query, PostgresSystemStore::read, systemId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public Listed<KeptSystem> list(@Nullable Collection<String> organizationIds, long offset, int limit) {
        SqlArrayValue within = organizationIds == null ? null : Rows.texts(organizationIds);
        Long total = jdbc.queryForObject(COUNT, Long.class, within, within);
        return new Listed<>(
                jdbc.query(LIST, PostgresSystemStore::read, within, within, limit, offset),
                Objects.requireNonNull(total));
    }

    @Override
    public void save(KeptSystem changed) {
        int saved = jdbc.update(
                SAVE,
                changed.system().systemId(),
                changed.system().name(),
                changed.system().organizationId(),
                changed.revision(),
                Rows.time(changed.createdAt()),
                Rows.time(changed.updatedAt()));
        Rows.requireRows(1, saved, "systems to be saved");
    }

    private static KeptSystem read(ResultSet row, int number) throws SQLException {
        return new KeptSystem(
                new ManagedSystem(row.getString("system_id"), row.getString("name"), row.getString("organization_id")),
                row.getLong("revision"),
                Objects.requireNonNull(Rows.time(row, "created_at")),
                Objects.requireNonNull(Rows.time(row, "updated_at")));
    }
}
