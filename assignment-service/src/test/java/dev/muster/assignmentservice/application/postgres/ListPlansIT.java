package dev.muster.assignmentservice.application.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.postgres.ListRequests.Request;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks that plans of lists use indexes. */
class ListPlansIT {

    private static final int SYSTEMS = 2_000;

    @Test
    void pagesAndFilteredCountsUseIndexes() {
        JdbcTemplate jdbc = ManyApplications.load(SYSTEMS).jdbc;
        PostgresApplicationCatalog catalog = new PostgresApplicationCatalog(jdbc);
        for (Map.Entry<String, Request> one : ListRequests.all(jdbc).entrySet()) {
            Request request = one.getValue();
            boolean searching = request.filter().search() != null;
            MapSqlParameterSource parameters = ListParameters.of(request.filter())
                    .addValue("offset", request.offset())
                    .addValue("limit", 21);
            if (request.cursor() != null) {
                parameters
                        .addValue("cursor_key", request.cursor().key())
                        .addValue("cursor_id", request.cursor().applicationId());
            }
            String page = plan(
                    jdbc,
                    ListSql.page(
                            request.order(),
                            request.cursor() != null,
                            request.filter(),
                            catalog.scopeSize(request.filter().scope())),
                    parameters);

            assertThat(page).as(one.getKey()).contains("Index").doesNotContain("Seq Scan");
            if (searching) {
                parameters.addValue("limit", ApplicationCatalog.MAX_COUNT + 1);
                assertThat(plan(
                                jdbc,
                                ListSql.count(
                                        request.filter(),
                                        catalog.scopeSize(request.filter().scope())),
                                parameters))
                        .as("count, " + one.getKey())
                        .contains("Index")
                        .doesNotContain("Seq Scan on searched_application");
            }
        }
    }

    @Test
    void rareTypeIsFoundByTypeIndexInAnyOrder() {
        JdbcTemplate jdbc = ManyApplications.load(SYSTEMS).jdbc;
        ApplicationFilter filter =
                new ApplicationFilter(null, List.of("rare"), List.of(), List.of(), null, false, null);
        MapSqlParameterSource parameters =
                ListParameters.of(filter).addValue("offset", 0).addValue("limit", 21);

        String page = plan(
                jdbc,
                ListSql.sortedPage(
                        new ApplicationOrder(ApplicationOrder.Sort.NAME, true),
                        false,
                        filter,
                        ListSql.ScopeSize.UNLIMITED),
                parameters);

        assertThat(page).contains("listed_by_type").doesNotContain("listed_by_name");
    }

    private static String plan(JdbcTemplate jdbc, String statement, MapSqlParameterSource parameters) {
        TransactionTemplate transactions =
                new TransactionTemplate(new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
        return Objects.requireNonNull(transactions.<String>execute(status -> {
            jdbc.query(PostgresApplicationCatalog.USE_CUSTOM_PLANS, row -> {});
            return String.join(
                    "\n",
                    new NamedParameterJdbcTemplate(jdbc)
                            .queryForList("explain (costs off) " + statement, parameters, String.class));
        }));
    }
}
