package dev.muster.assignmentservice.system.postgres;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.FoldingSql;
import dev.muster.assignmentservice.search.postgres.LikePattern;
import dev.muster.assignmentservice.system.ManagedSystem;
import dev.muster.assignmentservice.system.SystemFreshness;
import dev.muster.assignmentservice.system.SystemStore;
import dev.muster.assignmentservice.system.SystemStore.StoredSystem;
import dev.muster.assignmentservice.system.SystemStore.SystemQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** Systems in PostgreSQL: a row for each that was said something of, or was listed from inventory. */
public final class PostgresSystemStore implements SystemStore {

    /** The revisions of rows by the keys of their events. */
    public static final String FIND_REVISIONS = """
            select system_id, revision from system where system_id = any(?) order by 1
            """;

    private static final String COLUMNS = """
            select o.system_id, o.name, o.reported_name, o.organization_id, o.revision, o.created_at, o.updated_at,
                   i.last_inventory_at, f.state, f.state_since, f.applications, f.recorded_at
            """;

    private static final String FROM = """
              from system o
              left join inventory.systems i on i.system_id = o.system_id
              left join system_state f on f.system_id = o.system_id
            """;

    private static final String FIND = COLUMNS + FROM + " where o.system_id = ?";

    private static final String LOCK = FIND + " for update of o";

    private static final String LOCK_OWNED = COLUMNS + FROM + """
             where o.organization_id = ?
             order by o.system_id
             limit ?
               for update of o
            """;

    private static final String FIND_IN_INVENTORY = """
            select system_id, null as name, null as reported_name, null as organization_id, 0 as revision,
                   first_seen_at as created_at, first_seen_at as updated_at, last_inventory_at,
                   f.state, f.state_since, f.applications, f.recorded_at
              from inventory.applications a
              left join (select system_id as id, state, state_since, applications, recorded_at from system_state) f
                on f.id = a.system_id
             where system_id = ?
             order by first_seen_at
             limit 1
            """;

    private static final String STATUS = """
            (case f.state when 'ACTIVE' then 'active' when 'STALE' then 'inactive' when 'MISSING' then 'inactive'
                  else 'unknown' end)""";

    private static final String MATCHING =
            FROM + """
              left join organization g on g.organization_id = o.organization_id
             where (:limits::text[] is null or o.organization_id = any(:limits))
               and (:owners::text[] is null or o.organization_id = any(:owners))
               and (:statuses::text[] is null or {status} = any(:statuses))
               and (:search::text is null
                    or lower(o.system_id collate "C") like :search
                    or {folded} like :search)
            """.replace("{folded}", FoldingSql.FOLDED_SYSTEM_NAME).replace("{status}", STATUS);

    private static final String COUNT = "select count(*)\n" + MATCHING;

    private static final String LIST = COLUMNS + MATCHING + """
             order by {key} {direction}, o.system_id {direction}
             limit :limit offset :offset
            """;

    private static final String TOTALS = """
            select count(*) as total,
                   count(*) filter (where {active}) as active,
                   count(*) filter (where {inactive}) as inactive
            """ + FROM + """
             where :limits::text[] is null or o.organization_id = any(:limits)
            """;

    private static final String TOTALS_BY_STATE =
            TOTALS.replace("{active}", "f.state = 'ACTIVE'").replace("{inactive}", "f.state <> 'ACTIVE'");

    private static final String TOTALS_BY_SNAPSHOT = TOTALS.replace("{active}", "i.last_inventory_at >= :active_since")
            .replace("{inactive}", "i.last_inventory_at < :active_since");

    private static final String SAVE_STATES = """
            insert into system_state as s (system_id, state, state_since, applications, recorded_at)
            select *
              from unnest(:ids, :states, :since, :applications, :recorded)
                as n(system_id, state, state_since, applications, recorded_at)
             order by n.system_id collate "C"
            on conflict (system_id) do update
               set state = excluded.state, state_since = excluded.state_since, applications = excluded.applications,
                   recorded_at = excluded.recorded_at
             where s.recorded_at <= excluded.recorded_at
            """;

    private static final int MAX_NAME = 128;

    private static final int MAX_NAMES_PER_STEP = 500;

    private static final String FOLLOW_REPORTED_NAMES = """
            with renamed as (
              select o.system_id, left(i.reported_name, :max_name) as reported_name
                from system o
                join inventory.systems i on i.system_id = o.system_id
               where o.reported_name is distinct from left(i.reported_name, :max_name)
               order by o.system_id
               limit :limit
                 for no key update of o skip locked
            )
            update system o
               set reported_name = r.reported_name
              from renamed r
             where o.system_id = r.system_id
            """;

    private static final String SAVE = """
            insert into system as s
                   (system_id, name, organization_id, revision, created_at, updated_at, name_folded, folded_hash)
            values (?, ?, ?, ?, ?, ?, ?, folding_hash(?))
            on conflict (system_id) do update
               set name = excluded.name, organization_id = excluded.organization_id, revision = excluded.revision,
                   updated_at = excluded.updated_at, name_folded = excluded.name_folded,
                   folded_hash = excluded.folded_hash
             where s.revision = excluded.revision - 1
            """;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    /** A store in the current schema of the template's data source. */
    public PostgresSystemStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    @Override
    public @Nullable StoredSystem find(String systemId) {
        StoredSystem stored = first(FIND, systemId);
        return stored == null ? first(FIND_IN_INVENTORY, systemId) : stored;
    }

    @Override
    public @Nullable StoredSystem lock(String systemId) {
        return first(LOCK, systemId);
    }

    @Override
    public List<StoredSystem> lockOwned(String organizationId, int limit) {
        return jdbc.query(LOCK_OWNED, PostgresSystemStore::read, organizationId, limit);
    }

    private @Nullable StoredSystem first(String query, String systemId) {
        List<StoredSystem> found = jdbc.query(query, PostgresSystemStore::read, systemId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public Page<StoredSystem> list(SystemQuery query) {
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("limits", texts(query.organizationIds()))
                .addValue("owners", texts(query.owners()))
                .addValue("statuses", texts(query.statuses()))
                .addValue("search", query.search() == null ? null : part(query.search()))
                .addValue("limit", query.limit())
                .addValue("offset", query.offset());
        String list =
                LIST.replace("{key}", key(query.order())).replace("{direction}", query.descending() ? "desc" : "asc");
        Long total = named.queryForObject(COUNT, parameters, Long.class);
        return new Page<>(named.query(list, parameters, PostgresSystemStore::read), Objects.requireNonNull(total));
    }

    @Override
    public Totals totals(@Nullable Collection<String> organizationIds, @Nullable Instant activeSince) {
        MapSqlParameterSource parameters = new MapSqlParameterSource("limits", texts(organizationIds));
        if (activeSince != null) {
            parameters.addValue("active_since", RowArrays.time(activeSince));
        }
        return Objects.requireNonNull(named.queryForObject(
                activeSince == null ? TOTALS_BY_STATE : TOTALS_BY_SNAPSHOT,
                parameters,
                (row, number) -> new Totals(row.getLong("total"), row.getLong("active"), row.getLong("inactive"))));
    }

    @Override
    public void saveStates(Collection<SystemFreshness> states) {
        named.update(
                SAVE_STATES,
                new MapSqlParameterSource()
                        .addValue("ids", RowArrays.texts(states, SystemFreshness::systemId))
                        .addValue(
                                "states",
                                RowArrays.texts(states, state -> state.state().name()))
                        .addValue("since", RowArrays.times(states, SystemFreshness::since))
                        .addValue("applications", RowArrays.ints(states, SystemFreshness::applications))
                        .addValue("recorded", RowArrays.times(states, SystemFreshness::recordedAt)));
    }

    @Override
    public boolean followReportedNames() {
        int renamed = named.update(
                FOLLOW_REPORTED_NAMES,
                new MapSqlParameterSource("max_name", MAX_NAME).addValue("limit", MAX_NAMES_PER_STEP));
        return renamed == MAX_NAMES_PER_STEP;
    }

    private static @Nullable SqlArrayValue texts(@Nullable Collection<String> values) {
        return values == null ? null : RowArrays.texts(values);
    }

    private static String part(String search) {
        return "%" + LikePattern.escape(TextFolding.fold(search)) + "%";
    }

    private static String key(SystemQuery.Order order) {
        return switch (order) {
            case ID -> "o.system_id";
            case NAME -> FoldingSql.ORDER_BY_SYSTEM_NAME;
            case CREATED_AT -> "o.created_at";
            case UPDATED_AT -> "o.updated_at";
            case ORGANIZATION_NAME -> "coalesce(" + FoldingSql.OWNER_NAME_KEY + ", chr(1114111) collate \"C\")";
            case STATUS -> STATUS;
        };
    }

    @Override
    public void save(StoredSystem changed) {
        String name = changed.system().name();
        int saved = jdbc.update(
                SAVE,
                changed.system().systemId(),
                name,
                changed.system().organizationId(),
                changed.revision(),
                RowArrays.time(changed.createdAt()),
                RowArrays.time(changed.updatedAt()),
                name == null ? null : TextFolding.foldPrefix(name),
                name);
        RowArrays.requireRows(1, saved, "systems to be saved");
    }

    private static @Nullable SystemFreshness freshness(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return state == null
                ? null
                : new SystemFreshness(
                        row.getString("system_id"),
                        SystemFreshness.State.valueOf(state),
                        Objects.requireNonNull(RowArrays.time(row, "state_since")),
                        row.getInt("applications"),
                        Objects.requireNonNull(RowArrays.time(row, "recorded_at")));
    }

    private static StoredSystem read(ResultSet row, int number) throws SQLException {
        return new StoredSystem(
                new ManagedSystem(row.getString("system_id"), row.getString("name"), row.getString("organization_id")),
                row.getString("reported_name"),
                RowArrays.time(row, "last_inventory_at"),
                freshness(row),
                row.getLong("revision"),
                Objects.requireNonNull(RowArrays.time(row, "created_at")),
                Objects.requireNonNull(RowArrays.time(row, "updated_at")));
    }
}
