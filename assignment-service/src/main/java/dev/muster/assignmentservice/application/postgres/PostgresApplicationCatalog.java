package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationCatalog.ApplicationPage;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import dev.muster.assignmentservice.application.postgres.ListSql.ScopeSize;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.security.postgres.AccessScopeSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads the published view {@code applications}, the details, and the read model of lists. */
public final class PostgresApplicationCatalog implements ApplicationCatalog {

    /**
     * Plans for the actual parameters until the transaction ends: the planner removes the conditions of unused filters and
     * estimates the selectivity of the others.
     */
    static final String USE_CUSTOM_PLANS = """
            select set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('jit', 'off', true),
                   set_config('max_parallel_workers_per_gather', '0', true)
            """;

    /** An owner that is deleted is none: the application is about to lose it. */
    private static final String FIND = """
            select a.application_id, a.system_id, a.module_id, a.instance_of, a.name, a.source, a.display_name, a.node_id,
                   a.node_label, a.version, a.url, a.is_user_facing, a.first_seen_at, a.last_inventory_at, a.deleted_at,
                   a.ownership_revision, g.organization_id, g.public_id, g.uuid, g.name as organization_name,
                   g.description, g.type, r.public_id as rebranding_public_id, s.shown_name as system_name,
                   d.display_name as given_name, d.url as given_url, d.notes, coalesce(d.revision, 0) as details_revision,
                   d.changed_at, d.changed_by,
                   greatest(a.first_seen_at, a.deleted_at, h.recorded_at, d.changed_at) as updated_at{data}
              from applications a
              left join application_details d on d.application_id = a.application_id
              left join ownership_history h
                     on h.application_id = a.application_id and h.revision = a.ownership_revision
              left join organization g on g.organization_id = a.organization_id and g.deleted_at is null
              left join organization r on r.organization_id = a.rebranding_org_id and r.deleted_at is null
              left join system s on s.system_id = a.system_id
             where a.application_id = any(:ids)
            """;

    /** Reported data can be large: lists omit it. */
    private static final String DATA = ", a.inventory_data, a.backup_data, a.services_data";

    private static final String FIND_SYSTEMS_OF = """
            select system_id from system where organization_id = any(?) order by system_id
            """;

    private static final String FIND_WITH_DATA = FIND.replace("{data}", DATA);
    private static final String FIND_FOR_LIST = FIND.replace("{data}", "");

    /** Above this many matching rows, the page is read in the requested order instead of being sorted. */
    private static final int MAX_SORTED = 30_000;

    /** Above this many visible applications, the next one is near in any order. */
    private static final int MAX_SMALL_SCOPE = 5_000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    public PostgresApplicationCatalog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        named = new NamedParameterJdbcTemplate(jdbc);
    }

    @Override
    public @Nullable Application find(String applicationId) {
        List<Application> found =
                named.query(FIND_WITH_DATA, ids(List.of(applicationId)), ApplicationRow::readWithData);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public ApplicationPage page(ApplicationFilter filter, ApplicationOrder order, int offset, int limit) {
        useCustomPlans();
        return page(statement(filter, order, false), ListParameters.of(filter), order, offset, limit);
    }

    @Override
    public ApplicationPage pageAfter(ApplicationFilter filter, Cursor cursor, int limit) {
        useCustomPlans();
        MapSqlParameterSource parameters = ListParameters.of(filter)
                .addValue("cursor_key", cursor.key())
                .addValue("cursor_id", cursor.applicationId());
        return page(statement(filter, cursor.order(), true), parameters, cursor.order(), 0, limit);
    }

    private String statement(ApplicationFilter filter, ApplicationOrder order, boolean afterCursor) {
        ScopeSize scopeSize = scopeSize(filter.scope());
        return isSortedFaster(filter, order, scopeSize)
                ? ListSql.sortedPage(order, afterCursor, filter, scopeSize)
                : ListSql.page(order, afterCursor, filter, scopeSize);
    }

    ScopeSize scopeSize(@Nullable ScopeFilter scope) {
        if (scope == null) {
            return ScopeSize.UNLIMITED;
        }
        MapSqlParameterSource parameters = ListParameters.of(scope).addValue("limit", MAX_SMALL_SCOPE + 1);
        int reachable =
                Objects.requireNonNull(named.queryForObject(AccessScopeSql.COUNT_IN_SCOPE, parameters, Integer.class));
        return reachable <= MAX_SMALL_SCOPE ? ScopeSize.SMALL : ScopeSize.LARGE;
    }

    /**
     * Whether few applications match. Names correlate with types: in the order of names, all applications of one type may
     * come last, which the planner does not expect. In orders of joined tables it expects it even less, so there all
     * conditions count.
     */
    private boolean isSortedFaster(ApplicationFilter filter, ApplicationOrder order, ScopeSize scopeSize) {
        return switch (order.sort()) {
            case ID -> false;
            case MODULE_ID, UPDATED_AT, LAST_INVENTORY_AT, CERTIFICATION_LEVEL -> true;
            case SYSTEM_NAME, ORGANIZATION_NAME, STATUS ->
                scopeSize == ScopeSize.SMALL || count(filter, MAX_SORTED + 1) <= MAX_SORTED;
            case NAME, DISPLAY_NAME, INSTANCE_OF, VERSION, SYSTEM_ID, CREATED_AT -> {
                ApplicationFilter attributes = filter.attributes();
                yield !attributes.equals(ApplicationFilter.all(null))
                        && count(attributes, MAX_SORTED + 1) <= MAX_SORTED;
            }
        };
    }

    private ApplicationPage page(
            String statement, MapSqlParameterSource parameters, ApplicationOrder order, int offset, int limit) {
        parameters.addValue("offset", offset).addValue("limit", limit + 1);
        List<Cursor> cursors = named.query(
                statement,
                parameters,
                (row, number) ->
                        new Cursor(order, ListParameters.key(order.sort(), row), row.getString("application_id")));
        List<Cursor> shown = cursors.size() > limit ? cursors.subList(0, limit) : cursors;
        return new ApplicationPage(find(shown), cursors.size() > limit ? shown.get(limit - 1) : null);
    }

    /** Leaves out applications that inventory deleted between the statements. */
    private List<Application> find(List<Cursor> cursors) {
        List<String> ids = cursors.stream().map(Cursor::applicationId).toList();
        Map<String, Application> found = new HashMap<>();
        named.query(FIND_FOR_LIST, ids(ids), ApplicationRow::read)
                .forEach(one -> found.put(one.reported().applicationId(), one));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public int count(ApplicationFilter filter) {
        useCustomPlans();
        return count(filter, MAX_COUNT + 1);
    }

    private int count(ApplicationFilter filter, int limit) {
        MapSqlParameterSource parameters = ListParameters.of(filter).addValue("limit", limit);
        return Objects.requireNonNull(
                named.queryForObject(ListSql.count(filter, scopeSize(filter.scope())), parameters, Integer.class));
    }

    @Override
    public Totals totals(ApplicationFilter filter) {
        useCustomPlans();
        return Objects.requireNonNull(named.queryForObject(
                isWholeScope(filter)
                        ? AccessScopeSql.totals(filter.scope() == null)
                        : SummarySql.totals(filter, scopeSize(filter.scope())),
                ListParameters.of(filter),
                (row, number) -> new Totals(row.getLong("total"), row.getLong("assigned"))));
    }

    @Override
    public List<TypeCount> countByType(ApplicationFilter filter) {
        useCustomPlans();
        return named.query(
                SummarySql.countByType(filter, scopeSize(filter.scope())),
                ListParameters.of(filter).addValue("limit", MAX_TYPES),
                PostgresApplicationCatalog::readType);
    }

    private static TypeCount readType(ResultSet row, int number) throws SQLException {
        return new TypeCount(
                row.getString("instance_of"),
                row.getString("name"),
                row.getLong("count"),
                Objects.requireNonNull(RowArrays.time(row, "newest")));
    }

    @Override
    public List<OwnerCount> countByOwner(ApplicationFilter filter, int limit) {
        useCustomPlans();
        return named.query(
                isWholeScope(filter)
                        ? AccessScopeSql.countByOwner(filter.scope() == null)
                        : SummarySql.countByOwner(filter, scopeSize(filter.scope())),
                ListParameters.of(filter).addValue("limit", limit),
                (row, number) ->
                        new OwnerCount(row.getString("public_id"), row.getString("name"), row.getLong("count")));
    }

    private static boolean isWholeScope(ApplicationFilter filter) {
        return filter.equals(ApplicationFilter.all(filter.scope()));
    }

    @Override
    public FilterValues filterValues(@Nullable ScopeFilter scope) {
        useCustomPlans();
        ApplicationFilter filter = ApplicationFilter.all(scope);
        List<TypeCount> types = new ArrayList<>();
        List<TypeVersion> versions = new ArrayList<>();
        named.query(
                SummarySql.typesAndVersions(filter, scopeSize(scope)),
                ListParameters.of(filter).addValue("limit", MAX_TYPES + MAX_VERSIONS),
                row -> {
                    String version = row.getString("version");
                    if (version == null && types.size() < MAX_TYPES) {
                        types.add(readType(row, 0));
                    } else if (version != null && !version.isEmpty() && versions.size() < MAX_VERSIONS) {
                        versions.add(new TypeVersion(row.getString("instance_of"), version));
                    }
                });
        MapSqlParameterSource choices = ListParameters.of(scope).addValue("limit", MAX_CHOICES);
        return new FilterValues(
                types,
                versions,
                named.query(
                        SummarySql.SYSTEMS,
                        choices,
                        (row, number) -> new SystemChoice(row.getString("system_id"), row.getString("name"))),
                named.query(SummarySql.ORGANIZATIONS, choices, ApplicationRow::readOwner));
    }

    @Override
    public List<DayCount> countByDay(@Nullable ScopeFilter scope, LocalDate from, LocalDate to) {
        useCustomPlans();
        return named.query(
                AccessScopeSql.countByDay(scope == null),
                ListParameters.of(scope).addValue("from", from).addValue("to", to),
                (row, number) -> new DayCount(row.getObject("day", LocalDate.class), row.getLong("count")));
    }

    @Override
    public Collection<String> systemsOf(Collection<String> organizationIds) {
        return jdbc.queryForList(FIND_SYSTEMS_OF, String.class, RowArrays.texts(organizationIds));
    }

    private void useCustomPlans() {
        jdbc.query(USE_CUSTOM_PLANS, row -> {});
    }

    private static MapSqlParameterSource ids(Collection<String> ids) {
        return new MapSqlParameterSource("ids", RowArrays.texts(ids));
    }
}
