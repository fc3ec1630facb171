package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.pipeline.Inventory;
import dev.muster.testing.Infrastructure;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Loads many applications into a schema of their own: 50 per system, of nine common types and a rare one; 4 distributors
 * with 2,500 customers each, who own nine of ten applications and two systems each; one system of fifty has no owner.
 */
final class ManyApplications {

    private static final String SCHEMA = "assignment_lists";

    private static final String LOAD_ORGANIZATIONS = """
            insert into organization
                   (organization_id, label, name, type, parent_id, rebranding_enabled, active, revision, public_id, uuid,
                    created_at, updated_at)
            select id, id, id, type, parent_id, false, true, 1, id, gen_random_uuid(), now(), now()
              from (select 'owner' as id, 'OWNER' as type, null as parent_id, 0 as level
                    union all
                    select 'distributor' || n, 'DISTRIBUTOR', 'owner', 1 from generate_series(1, 4) n
                    union all
                    select 'customer' || n, 'CUSTOMER', 'distributor' || (1 + n % 4), 2
                      from generate_series(1, 10000) n) o
             order by level
            """;

    private static final String LOAD_SYSTEMS = """
            insert into system (system_id, organization_id, revision, created_at, updated_at)
            select 'sys_' || lpad(n::text, 6, '0'), case when n % 50 <> 0 then 'customer' || (1 + n / 2 % 10000) end, 1,
                   now(), now()
              from generate_series(1, ?) n
            """;

    private static final String LOAD_APPLICATIONS = """
            insert into listed_application
                   (application_id, system_id, instance_of, version, name, reported_name, first_seen_at)
            select s.system_id || '_' || t.type || m, s.system_id, t.type, (1 + m % 3) || '.' || t.n % 40 || '.' || m,
                   initcap(t.type), initcap(t.type) || ' of ' || s.system_id,
                   now() - interval '1 day' * (t.n % 400)
              from system s
             cross join generate_series(1, 50) m
             cross join lateral (select substr(s.system_id, 5)::integer as n) k
             cross join lateral (
                    select k.n, case when m = 50 and k.n % 100 = 0 then 'rare'
                                else (array['mail', 'webtop', 'nextcloud', 'nethvoice', 'samba', 'mattermost',
                                            'dokuwiki', 'roundcube', 'ejabberd'])[1 + m % 9] end as type) t
            """;

    private static final String LOAD_OWNERS = """
            insert into listed_owner (application_id, owner_id, incarnation, present)
            select l.application_id,
                   coalesce(case when l.application_id !~ '0$' then s.organization_id end, ''), 1, true
              from listed_application l
              join system s using (system_id)
            """;

    private static final String LOAD_NAMES = """
            insert into searched_application (application_id, search, folded_hash)
            select application_id, search, folding_hash(search)
              from (select application_id, lower(application_id || E'\\n' || name || E'\\n' || display_name) as search
                      from listed_application) s
            """;

    private static final String LOAD_INVENTORY = """
            insert into inventory.stand_in (application_id, instance_of, version, name)
            select application_id, instance_of, version, name from assignment_lists.listed_application
            on conflict do nothing
            """;

    final JdbcTemplate jdbc;

    private ManyApplications(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static ManyApplications load(int systems) {
        Infrastructure infrastructure = Infrastructure.shared();
        Inventory.of(infrastructure);
        new JdbcTemplate(new DriverManagerDataSource(
                        infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()))
                .execute("create schema if not exists " + SCHEMA + " authorization muster_assignment");
        Flyway.configure()
                .dataSource(dataSource(new DriverManagerDataSource(), infrastructure))
                .defaultSchema(SCHEMA)
                .createSchemas(false)
                .locations("classpath:db/outbox", "classpath:db/migration")
                .load()
                .migrate();
        SingleConnectionDataSource connection = new SingleConnectionDataSource();
        connection.setSuppressClose(true);
        JdbcTemplate jdbc = new JdbcTemplate(dataSource(connection, infrastructure));
        jdbc.execute("truncate organization, system, listed_application, listed_owner, searched_application cascade");
        jdbc.update(LOAD_ORGANIZATIONS);
        jdbc.update(LOAD_SYSTEMS, systems);
        jdbc.update(LOAD_APPLICATIONS);
        jdbc.update(LOAD_OWNERS);
        jdbc.update(LOAD_NAMES);
        jdbc.execute("vacuum analyze organization, system, listed_application, listed_owner, searched_application");
        return new ManyApplications(jdbc);
    }

    /** Copies the applications to the stand-in of the inventory view. */
    void loadInventory() {
        Infrastructure infrastructure = Infrastructure.shared();
        JdbcTemplate administrator = new JdbcTemplate(new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()));
        administrator.update(LOAD_INVENTORY);
        administrator.execute("vacuum analyze inventory.stand_in");
    }

    private static DriverManagerDataSource dataSource(
            DriverManagerDataSource dataSource, Infrastructure infrastructure) {
        dataSource.setUrl(infrastructure.jdbcUrl());
        dataSource.setUsername(infrastructure.assignmentUser());
        dataSource.setPassword(infrastructure.assignmentPassword());
        dataSource.setSchema(SCHEMA);
        return dataSource;
    }
}
