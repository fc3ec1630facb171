package dev.muster.assignmentservice.application.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.application.ApplicationCatalog.ApplicationPage;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.postgres.ListRequests.Request;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures a page and a count of a million applications: {@code -Dmuster.measure.lists=true}. Prints the median and the
 * 99th percentile in ms for each kind of request.
 */
@EnabledIfSystemProperty(named = "muster.measure.lists", matches = "true")
class ListMeasurementIT {

    private static final int SYSTEMS = 20_000;
    private static final int WARM_UPS = 5;
    private static final int TIMES = 100;
    private static final int COUNTS = 10;

    @Test
    void pageOfAMillionApplications() {
        ManyApplications many = ManyApplications.load(SYSTEMS);
        many.loadInventory();
        PostgresApplicationCatalog catalog = new PostgresApplicationCatalog(many.jdbc);
        TransactionTemplate transactions = new TransactionTemplate(
                new DataSourceTransactionManager(Objects.requireNonNull(many.jdbc.getDataSource())));
        for (Map.Entry<String, Request> one : ListRequests.all(many.jdbc).entrySet()) {
            double[] pageMs = new double[TIMES];
            double[] countMs = new double[TIMES];
            for (int i = -WARM_UPS; i < TIMES; i++) {
                long begin = System.nanoTime();
                transactions.executeWithoutResult(status -> page(catalog, one.getValue()));
                long paged = System.nanoTime();
                transactions.executeWithoutResult(
                        status -> catalog.count(one.getValue().filter()));
                if (i >= 0) {
                    pageMs[i] = (paged - begin) / 1e6;
                    countMs[i] = (System.nanoTime() - paged) / 1e6;
                }
            }
            Arrays.sort(pageMs);
            Arrays.sort(countMs);
            System.out.printf(
                    "%-30s page p50 %6.1f p99 %6.1f   count p50 %6.1f p99 %6.1f%n",
                    one.getKey(),
                    pageMs[TIMES / 2],
                    pageMs[TIMES * 99 / 100],
                    countMs[TIMES / 2],
                    countMs[TIMES * 99 / 100]);
        }
        for (ScopeFilter scope : new ScopeFilter[] {null, ListRequests.scope(many.jdbc, "distributor1")}) {
            String of = scope == null ? ", all" : ", reach of 2,501";
            measure("totals" + of, transactions, () -> catalog.totals(ApplicationFilter.all(scope)));
            measure("types" + of, transactions, () -> catalog.countByType(ApplicationFilter.all(scope)));
            measure("filter values" + of, transactions, () -> catalog.filterValues(scope));
        }
        assertThat(many.jdbc.queryForObject("select count(*) from listed_application", Long.class))
                .isEqualTo(1_000_000);
    }

    private static void measure(String name, TransactionTemplate transactions, Runnable request) {
        double[] ms = new double[COUNTS];
        for (int i = -1; i < COUNTS; i++) {
            long begin = System.nanoTime();
            transactions.executeWithoutResult(status -> request.run());
            if (i >= 0) {
                ms[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(ms);
        System.out.printf("%-30s p50 %6.1f max %6.1f%n", name, ms[COUNTS / 2], ms[COUNTS - 1]);
    }

    private static ApplicationPage page(PostgresApplicationCatalog catalog, Request request) {
        return request.cursor() == null
                ? catalog.page(request.filter(), request.order(), request.offset(), 20)
                : catalog.pageAfter(request.filter(), request.cursor(), 20);
    }
}
