package dev.muster.assignmentservice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.pipeline.Inventory;
import dev.muster.testing.Infrastructure;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The columns of the published view, which has one more at its end, whatever the view had when its schema was created. */
class ViewColumnsIT {

    private static final String COLUMNS_OF_0_1_0 =
            "application_id, system_id, module_id, instance_of, name, source, display_name, version, node_id, node_label,"
                    + " url, is_user_facing, inventory_data, backup_data, services_data, first_seen_at,"
                    + " last_inventory_at, deleted_at, revision, incarnation, organization_id, organization_type, status,"
                    + " rebranding_enabled, rebranding_org_id, notes, ownership_revision, assigned_by, assigned_at";

    private static final String NEW_COLUMNS =
            ", appeared_at, owner_source, pinned, rule_set, rule_id, rule_set_revision";

    private final Infrastructure infrastructure = Infrastructure.shared();
    private final String schema =
            "view_" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    private final JdbcTemplate administrator = new JdbcTemplate(new DriverManagerDataSource(
            infrastructure.jdbcUrl(), infrastructure.adminUser(), infrastructure.adminPassword()));

    @Test
    void newSchemaAppendsTheNewColumns() {
        migrate(null);

        assertThat(columns()).isEqualTo(COLUMNS_OF_0_1_0 + NEW_COLUMNS);
    }

    @Test
    void schemaOf0_1_0KeepsItsColumnsAndAppendsTheNewOnes() {
        migrate("16");
        // As 0.1.0 made it, when inventory's view had no such column.
        administrator.execute(("create view %1$s.of_0_1_0 as select %2$s from %1$s.applications;"
                        + " alter view %1$s.applications rename to newer;"
                        + " alter view %1$s.of_0_1_0 rename to applications;"
                        + " alter view %1$s.applications owner to muster_assignment")
                .formatted(schema, COLUMNS_OF_0_1_0));
        assertThat(columns()).isEqualTo(COLUMNS_OF_0_1_0);

        migrate(null);

        assertThat(columns()).isEqualTo(COLUMNS_OF_0_1_0 + NEW_COLUMNS);
    }

    private String columns() {
        List<String> columns = administrator.queryForList(
                "select column_name from information_schema.columns where table_schema = ?"
                        + " and table_name = 'applications' order by ordinal_position",
                String.class,
                schema);
        return String.join(", ", columns);
    }

    private void migrate(@Nullable String target) {
        Inventory.of(infrastructure);
        administrator.execute("create schema if not exists %s authorization muster_assignment".formatted(schema));
        DriverManagerDataSource sessions = new DriverManagerDataSource(
                infrastructure.jdbcUrl(), infrastructure.assignmentUser(), infrastructure.assignmentPassword());
        sessions.setSchema(schema);
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(sessions)
                .defaultSchema(schema)
                .createSchemas(false)
                .locations("classpath:db/outbox", "classpath:db/migration");
        (target == null ? flyway : flyway.target(target)).load().migrate();
    }
}
