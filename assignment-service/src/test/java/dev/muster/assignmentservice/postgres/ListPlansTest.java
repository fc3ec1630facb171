package dev.muster.assignmentservice.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.application.ApplicationCatalog;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationSort;
import dev.muster.assignmentservice.application.postgres.ApplicationSql;
import dev.muster.assignmentservice.application.postgres.ListParameters;
import dev.muster.assignmentservice.application.postgres.ListSql;
import dev.muster.assignmentservice.application.postgres.PostgresApplicationCatalog;
import dev.muster.assignmentservice.postgres.ListRequests.Wanted;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** That lists are read through indexes: by their plans, not by the time they take here. */
class ListPlansTest {

    private static final int SYSTEMS = 2_000;

    @Test
    void noPageAndNoCountOfAFilteredListReadsTheWholeOfIt() {
        JdbcTemplate jdbc = ManyApplications.load(SYSTEMS).jdbc;
        PostgresApplicationCatalog catalog = new PostgresApplicationCatalog(jdbc);
        for (Map.Entry<String, Wanted> one : ListRequests.all(jdbc).entrySet()) {
            Wanted wanted = one.getValue();
            boolean searching = wanted.filter().search() != null;
            MapSqlParameterSource parameters = ListParameters.of(wanted.filter())
                    .addValue("offset", wanted.offset())
                    .addValue("limit", 21);
            if (wanted.behind() != null) {
                parameters
                        .addValue("place_key", wanted.behind().key())
                        .addValue("place_id", wanted.behind().applicationId());
            }
            String page = plan(
                    jdbc,
                    ListSql.page(
                            wanted.order(),
                            wanted.behind() != null,
                            wanted.filter(),
                            catalog.reach(wanted.filter().within())),
                    parameters);

            assertThat(page).as(one.getKey()).contains("Index").doesNotContain("Seq Scan");
            if (searching) {
                parameters.addValue("limit", ApplicationCatalog.COUNTED + 1);
                assertThat(plan(
                                jdbc,
                                ListSql.count(
                                        wanted.filter(),
                                        catalog.reach(wanted.filter().within())),
                                parameters))
                        .as("count, " + one.getKey())
                        .contains("Index")
                        .doesNotContain("Seq Scan on searched_application");
            }
        }
    }

    @Test
    void fewOfOneTypeAreFoundByTheirTypeWhateverTheirOrder() {
        JdbcTemplate jdbc = ManyApplications.load(SYSTEMS).jdbc;
        ApplicationFilter filter = new ApplicationFilter(null, "rare", null, null, null, false, null);
        MapSqlParameterSource parameters =
                ListParameters.of(filter).addValue("offset", 0).addValue("limit", 21);

        String page = plan(
                jdbc,
                ListSql.sortedPage(
                        new ApplicationOrder(ApplicationSort.NAME, true), false, filter, ListSql.Reach.EVERYWHERE),
                parameters);

        assertThat(page).contains("listed_by_type").doesNotContain("listed_by_name");
    }

    private static String plan(JdbcTemplate jdbc, String statement, MapSqlParameterSource parameters) {
        TransactionTemplate transactions =
                new TransactionTemplate(new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
        return Objects.requireNonNull(transactions.<String>execute(status -> {
            jdbc.query(ApplicationSql.PLAN_FOR_THE_PARAMETERS, row -> {});
            return String.join(
                    "\n",
                    new NamedParameterJdbcTemplate(jdbc)
                            .queryForList("explain (costs off) " + statement, parameters, String.class));
        }));
    }
}
