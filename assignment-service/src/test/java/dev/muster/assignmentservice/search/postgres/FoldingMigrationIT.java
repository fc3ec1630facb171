package dev.muster.assignmentservice.search.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.application.ApplicationCatalog.ApplicationPage;
import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.application.ApplicationOrder.Cursor;
import dev.muster.assignmentservice.application.postgres.PostgresApplicationCatalog;
import dev.muster.assignmentservice.application.postgres.PostgresApplicationListProjection;
import dev.muster.assignmentservice.pipeline.Inventory;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.testing.Infrastructure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Migrates a list that version 0.1.0 wrote and still writes while newer services fold it. */
class FoldingMigrationIT {

    private static final String SCHEMA = "assignment_folding";
    private static final List<String> NAMES = List.of(
            "Äpfelmarkt",
            "Zebra",
            "apfel",
            "Straße",
            "STRASSE",
            "ΟΔΟΣ",
            "市场",
            "Cafe\u0301",
            "Café",
            "mail",
            "😀",
            "ﬁrma");
    private static final String SEARCH = "select search from searched_application where application_id = ?";
    private static final int APPLICATIONS = 600;

    private final Infrastructure infrastructure = Infrastructure.shared();
    private final Inventory inventory = Inventory.of(infrastructure);
    private final String system = "g" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> names = new TreeMap<>();

    /** The statements with which 0.1.0 updates applications and search texts; those of owners have not changed. */
    private static final class OldService {

        private static final String UPDATE_APPLICATIONS = """
                insert into listed_application as l
                       (application_id, system_id, instance_of, version, name, reported_name, given_name, first_seen_at,
                        deleted_at)
                select a.application_id, a.system_id, a.instance_of, left(a.version, 400), left(a.name, 400),
                       left(a.display_name, 400), d.display_name, a.first_seen_at, a.deleted_at
                  from inventory.applications a
                  left join application_details d on d.application_id = a.application_id
                 where a.application_id = any(?)
                 order by a.application_id
                on conflict (application_id) do update
                   set system_id = excluded.system_id, instance_of = excluded.instance_of, version = excluded.version,
                       name = excluded.name, reported_name = excluded.reported_name,
                       first_seen_at = excluded.first_seen_at, deleted_at = excluded.deleted_at
                 where (l.system_id, l.instance_of, l.version, l.name, l.reported_name, l.first_seen_at, l.deleted_at)
                       is distinct from
                       (excluded.system_id, excluded.instance_of, excluded.version, excluded.name, excluded.reported_name,
                        excluded.first_seen_at, excluded.deleted_at)
                """;

        private static final String UPDATE_SEARCH_TEXTS = """
                insert into searched_application as s (application_id, search)
                select l.application_id, lower(l.application_id || E'\\n' || l.name || E'\\n' || l.display_name)
                  from (select application_id, name, display_name
                          from listed_application
                         where application_id = any(?)
                         order by application_id
                           for no key update) l
                on conflict (application_id) do update
                   set search = excluded.search
                 where s.search <> excluded.search
                """;

        private static final String RENAME = """
                insert into system as s (system_id, name, organization_id, revision, created_at, updated_at)
                values (?, ?, null, 1, now(), now())
                on conflict (system_id) do update
                   set name = excluded.name, organization_id = excluded.organization_id, revision = s.revision + 1,
                       updated_at = excluded.updated_at
                """;

        private final JdbcTemplate jdbc;
        private final TransactionTemplate transactions;

        OldService(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
            transactions = transactions(jdbc);
        }

        void updateList(Collection<String> ids) {
            transactions.executeWithoutResult(status -> {
                jdbc.update(UPDATE_APPLICATIONS, RowArrays.texts(new TreeSet<>(ids)));
                jdbc.update(UPDATE_SEARCH_TEXTS, RowArrays.texts(new TreeSet<>(ids)));
            });
        }

        void rename(String system, String name) {
            jdbc.update(RENAME, system, name);
        }
    }

    @Test
    void oldListIsFoldedInBatchesWhileOldAndNewServicesWrite() {
        createSchema("16");
        OldService old = new OldService(connection());
        for (int i = 0; i < APPLICATIONS; i++) {
            report(system + "_m" + i, NAMES.get(i % NAMES.size()));
        }
        old.rename(system, "Größe");
        old.updateList(names.keySet());
        migrate(null);
        JdbcTemplate jdbc = connection();
        PostgresApplicationCatalog catalog = new PostgresApplicationCatalog(jdbc);

        assertThat(readAllPages(jdbc, catalog, null, ApplicationOrder.Sort.NAME))
                .as("nothing is missing before it is folded")
                .containsExactlyInAnyOrderElementsOf(names.keySet());
        assertThat(readAllPages(jdbc, catalog, "ZEBRA", ApplicationOrder.Sort.ID))
                .isEqualTo(findMatching("zebra"));

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CompletableFuture<?>[] work = {
                CompletableFuture.runAsync(() -> untilDone(connection()), threads),
                CompletableFuture.runAsync(() -> untilDone(connection()), threads),
                CompletableFuture.runAsync(() -> changeSome(0, old::updateList), threads),
                CompletableFuture.runAsync(
                        () -> changeSome(1, ids -> updateListByNewService(connection(), ids)), threads)
            };
            CompletableFuture.allOf(work).join();
        } finally {
            threads.shutdown();
        }
        old.rename(system, "ÅNGSTRÖM");
        old.updateList(List.of(system + "_m1", system + "_m2"));
        untilDone(jdbc);

        assertThat(jdbc.queryForList(FoldingSql.FIND_LISTED_TO_FOLD, String.class, 1))
                .isEmpty();
        assertThat(jdbc.queryForList(FoldingSql.FIND_SEARCHED_TO_FOLD, String.class, 1))
                .isEmpty();
        Comparator<String> byName = Comparator.<String, String>comparing(
                        id -> TextFolding.fold(name(id)), FoldingMigrationIT::compare)
                .thenComparing(this::name, FoldingMigrationIT::compare)
                .thenComparing(Comparator.naturalOrder());
        assertThat(readAllPages(jdbc, catalog, null, ApplicationOrder.Sort.NAME))
                .isEqualTo(names.keySet().stream().sorted(byName).toList());
        for (String name : NAMES) {
            assertThat(readAllPages(jdbc, catalog, name, ApplicationOrder.Sort.ID))
                    .as(name)
                    .isEqualTo(findMatching(name));
        }
        assertThat(readAllPages(jdbc, catalog, "angstrom", ApplicationOrder.Sort.ID))
                .hasSize(APPLICATIONS);
        assertThat(readAllPages(jdbc, catalog, "größe", ApplicationOrder.Sort.ID))
                .isEmpty();
    }

    @Test
    void secondPassReplacesNameReadBeforeRename() {
        createSchema(null);
        JdbcTemplate jdbc = connection();
        report(system + "_m1", "x");
        updateListByNewService(jdbc, names.keySet());
        new OldService(jdbc).rename(system, "Neu");
        untilDone(jdbc);
        jdbc.update("update searched_application set search = 'alt', folded_hash = folding_hash('alt')");

        untilDone(jdbc);
        assertThat(jdbc.queryForObject(SEARCH, String.class, system + "_m1")).isEqualTo("alt");
        jdbc.update("update renamed_system_work set begins_at = now()");
        untilDone(jdbc);

        assertThat(jdbc.queryForObject(SEARCH, String.class, system + "_m1")).contains("neu");
        assertThat(jdbc.queryForList("select work_id from renamed_system_work")).isEmpty();
    }

    private void changeSome(int which, java.util.function.Consumer<Collection<String>> updateList) {
        List<String> ids = IntStream.range(0, 40)
                .map(i -> i * 14 + which)
                .mapToObj(i -> system + "_m" + i)
                .toList();
        for (String id : ids) {
            report(id, NAMES.get((id.hashCode() & 0xff) % NAMES.size()));
            updateList.accept(List.of(id));
        }
    }

    private synchronized void report(String id, String name) {
        inventory.appear(id);
        inventory.describe(
                id,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("name", name)
                        .put("display_name", name)
                        .toString());
        names.put(id, name);
    }

    private String name(String id) {
        return Objects.requireNonNull(names.get(id));
    }

    private List<String> findMatching(String term) {
        return names.keySet().stream()
                .filter(id -> TextFolding.fold(id).contains(TextFolding.fold(term))
                        || TextFolding.fold(name(id)).contains(TextFolding.fold(term))
                        || "mail".contains(TextFolding.fold(term)))
                .toList();
    }

    private static void updateListByNewService(JdbcTemplate jdbc, Collection<String> ids) {
        transactions(jdbc).executeWithoutResult(status -> new PostgresApplicationListProjection(jdbc).update(ids));
    }

    private static void untilDone(JdbcTemplate jdbc) {
        PostgresTextFolder folder = new PostgresTextFolder(jdbc);
        TransactionTemplate transactions = transactions(jdbc);
        for (BooleanSupplier step : List.<BooleanSupplier>of(folder::fold, folder::refoldRenamedSystems)) {
            while (Boolean.TRUE.equals(transactions.execute(status -> step.getAsBoolean()))) {
                assertThat(step).isNotNull();
            }
        }
    }

    private List<String> readAllPages(
            JdbcTemplate jdbc,
            PostgresApplicationCatalog catalog,
            @Nullable String search,
            ApplicationOrder.Sort sort) {
        ApplicationFilter filter =
                new ApplicationFilter(search, List.of(), List.of(), List.of(system), null, null, null);
        ApplicationOrder order = new ApplicationOrder(sort, false);
        List<String> ids = new ArrayList<>();
        Cursor next = null;
        do {
            Cursor cursor = next;
            ApplicationPage page = Objects.requireNonNull(transactions(jdbc)
                    .<ApplicationPage>execute(status -> cursor == null
                            ? catalog.page(filter, order, 0, 100)
                            : catalog.pageAfter(filter, cursor, 100)));
            page.applications().forEach(one -> ids.add(one.reported().applicationId()));
            next = page.next();
        } while (next != null);
        return ids;
    }

    private void createSchema(@Nullable String version) {
        JdbcTemplate administrator = new JdbcTemplate(new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()));
        administrator.execute("drop schema if exists " + SCHEMA + " cascade");
        administrator.execute("create schema " + SCHEMA + " authorization muster_assignment");
        migrate(version);
    }

    private void migrate(@Nullable String version) {
        Flyway.configure()
                .dataSource(dataSource())
                .defaultSchema(SCHEMA)
                .createSchemas(false)
                .locations("classpath:db/outbox", "classpath:db/migration")
                .target(version == null ? "latest" : version)
                .load()
                .migrate();
    }

    private JdbcTemplate connection() {
        return new JdbcTemplate(dataSource());
    }

    private DriverManagerDataSource dataSource() {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.assignmentUser(), infrastructure.assignmentPassword());
        dataSource.setSchema(SCHEMA);
        return dataSource;
    }

    private static TransactionTemplate transactions(JdbcTemplate jdbc) {
        return new TransactionTemplate(new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
    }

    private static int compare(String one, String other) {
        return java.util.Arrays.compare(
                one.codePoints().toArray(), other.codePoints().toArray());
    }
}
