package dev.muster.assignmentservice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testing.Infrastructure;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabasePrivilegesIT {

    private final Infrastructure infrastructure = Infrastructure.shared();
    private final Pipeline pipeline = Pipeline.shared();

    @Test
    void assignmentRoleOnlyReadsPublishedViewOfInventory() {
        JdbcTemplate assignment = as(infrastructure.assignmentUser(), infrastructure.assignmentPassword());
        String application = pipeline.application();

        assertThat(assignment.queryForList(
                        "select application_id from inventory.applications where application_id = ?",
                        String.class,
                        application))
                .containsExactly(application);
        assertDenied(assignment, "insert into inventory.stand_in (application_id) values ('x')");
        assertDenied(assignment, "update inventory.stand_in set removed = true");
        assertDenied(assignment, "delete from inventory.stand_in");
        assertDenied(assignment, "select count(*) from inventory.stand_in");
        assertDenied(assignment, "create table inventory.mine (n integer)");
        assertDenied(assignment, "create table public.mine (n integer)");
    }

    @Test
    void ingestRoleCannotAccessOwnership() {
        JdbcTemplate ingest = as(infrastructure.ingestUser(), infrastructure.ingestPassword());

        assertDenied(ingest, "update assignment.ownership set organization_id = null");
        assertDenied(ingest, "delete from assignment.ownership_history");
        assertDenied(ingest, "insert into assignment.rebranding_work (organization_id) values ('x')");
        assertDenied(ingest, "create table assignment.mine (n integer)");
    }

    @Test
    void readerRoleReadsPublishedViewsOnly() {
        JdbcTemplate reader = as(infrastructure.adminUser(), infrastructure.adminPassword());

        assertThat(reader.queryForObject(
                        "select has_table_privilege('muster_reader', 'assignment.applications', 'select')"
                                + " and has_table_privilege('muster_reader', 'assignment.ownership_changes', 'select')"
                                + " and has_table_privilege('muster_reader', 'assignment.organizations', 'select')"
                                + " and not has_table_privilege('muster_reader', 'assignment.ownership', 'select')"
                                + " and not has_table_privilege('muster_reader', 'assignment.applications', 'update')",
                        Boolean.class))
                .isTrue();
    }

    private JdbcTemplate as(String user, String password) {
        return new JdbcTemplate(new DriverManagerDataSource(infrastructure.jdbcUrl(), user, password));
    }

    private static void assertDenied(JdbcTemplate role, String statement) {
        assertThatThrownBy(() -> role.execute(statement)).rootCause().hasMessageContaining("permission denied");
    }
}
