package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.Application;
import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Place;
import dev.muster.assignmentservice.application.ApplicationPage;
import dev.muster.assignmentservice.application.ApplicationSort;
import dev.muster.assignmentservice.application.ScopeFilter;
import dev.muster.assignmentservice.application.postgres.ListSql.Reach;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.security.postgres.AccessScopeSql;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Applications in PostgreSQL: the published view beside what is said of them, and the list that searches read. */
public final class PostgresApplicationCatalog implements ApplicationCatalog {

    private static final String FIND_WITH_DATA = ApplicationSql.FIND.replace("{data}", ApplicationSql.DATA);
    private static final String FIND_FOR_LIST = ApplicationSql.FIND.replace("{data}", "");

    /** If more match, the planner chooses: it walks through the order that is wanted. */
    private static final int SORTED = 30_000;

    /** If a caller reaches more, it is not far from one to the next in any order. */
    private static final int MOST_NEAR = 5_000;

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    /** Reads in the current schema of the template's data source. */
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
        planForTheParameters();
        return page(statement(filter, order, false), ListParameters.of(filter), order, offset, limit);
    }

    @Override
    public ApplicationPage pageBehind(ApplicationFilter filter, Place place, int limit) {
        planForTheParameters();
        MapSqlParameterSource parameters = ListParameters.of(filter)
                .addValue("place_key", place.key())
                .addValue("place_id", place.applicationId());
        return page(statement(filter, place.order(), true), parameters, place.order(), 0, limit);
    }

    private String statement(ApplicationFilter filter, ApplicationOrder order, boolean behind) {
        Reach reach = reach(filter.within());
        return isSortedFaster(filter, order)
                ? ListSql.sortedPage(order, behind, filter, reach)
                : ListSql.page(order, behind, filter, reach);
    }

    public Reach reach(@Nullable ScopeFilter within) {
        if (within == null) {
            return Reach.EVERYWHERE;
        }
        MapSqlParameterSource parameters = ListParameters.of(within).addValue("limit", MOST_NEAR + 1);
        int reached =
                Objects.requireNonNull(named.queryForObject(AccessScopeSql.COUNT_REACHED, parameters, Integer.class));
        return reached <= MOST_NEAR ? Reach.NEAR : Reach.FAR;
    }

    /**
     * Names go with types: in the order of names, what is of one type may stand behind everything else, which the planner
     * does not expect.
     */
    private boolean isSortedFaster(ApplicationFilter filter, ApplicationOrder order) {
        ApplicationFilter attributes = filter.attributes();
        return order.sort() != ApplicationSort.ID
                && !attributes.equals(ApplicationFilter.all(null))
                && count(attributes, SORTED + 1) <= SORTED;
    }

    private ApplicationPage page(
            String statement, MapSqlParameterSource parameters, ApplicationOrder order, int offset, int limit) {
        parameters.addValue("offset", offset).addValue("limit", limit + 1);
        List<Place> places = named.query(
                statement,
                parameters,
                (row, number) ->
                        new Place(order, ListParameters.key(order.sort(), row), row.getString("application_id")));
        List<Place> shown = places.size() > limit ? places.subList(0, limit) : places;
        return new ApplicationPage(find(shown), places.size() > limit ? shown.get(limit - 1) : null);
    }

    /** One that inventory forgot between the statements is left out. */
    private List<Application> find(List<Place> places) {
        List<String> ids = places.stream().map(Place::applicationId).toList();
        Map<String, Application> found = new HashMap<>();
        named.query(FIND_FOR_LIST, ids(ids), ApplicationRow::read)
                .forEach(one -> found.put(one.reported().applicationId(), one));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public int count(ApplicationFilter filter) {
        planForTheParameters();
        return count(filter, COUNTED + 1);
    }

    private int count(ApplicationFilter filter, int limit) {
        MapSqlParameterSource parameters = ListParameters.of(filter).addValue("limit", limit);
        return Objects.requireNonNull(
                named.queryForObject(ListSql.count(filter, reach(filter.within())), parameters, Integer.class));
    }

    @Override
    public Totals totals(@Nullable ScopeFilter within) {
        planForTheParameters();
        return Objects.requireNonNull(named.queryForObject(
                AccessScopeSql.totals(within == null),
                ListParameters.of(within),
                (row, number) -> new Totals(row.getLong("total"), row.getLong("assigned"))));
    }

    @Override
    public List<TypeCount> countByType(@Nullable ScopeFilter within) {
        planForTheParameters();
        return named.query(
                AccessScopeSql.countByType(within == null),
                ListParameters.of(within),
                (row, number) -> new TypeCount(row.getString("instance_of"), row.getLong("count")));
    }

    @Override
    public List<OwnerCount> countByOwner(@Nullable ScopeFilter within, int limit) {
        planForTheParameters();
        return named.query(
                AccessScopeSql.countByOwner(within == null),
                ListParameters.of(within).addValue("limit", limit),
                (row, number) ->
                        new OwnerCount(row.getString("public_id"), row.getString("name"), row.getLong("count")));
    }

    @Override
    public List<DayCount> countByDay(@Nullable ScopeFilter within, LocalDate from, LocalDate to) {
        planForTheParameters();
        return named.query(
                AccessScopeSql.countByDay(within == null),
                ListParameters.of(within).addValue("from", from).addValue("to", to),
                (row, number) -> new DayCount(row.getObject("day", LocalDate.class), row.getLong("count")));
    }

    @Override
    public Collection<String> systemsOf(Collection<String> organizationIds) {
        return jdbc.queryForList(ApplicationSql.FIND_SYSTEMS_OF, String.class, RowArrays.texts(organizationIds));
    }

    private void planForTheParameters() {
        jdbc.query(ApplicationSql.PLAN_FOR_THE_PARAMETERS, row -> {});
    }

    private static MapSqlParameterSource ids(Collection<String> ids) {
        return new MapSqlParameterSource("ids", RowArrays.texts(ids));
    }
}
