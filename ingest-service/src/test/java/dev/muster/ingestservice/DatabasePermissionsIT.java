package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testing.Infrastructure;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabasePermissionsIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Infrastructure servers = Infrastructure.shared();
    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final JdbcTemplate ingest = as(servers.ingestUser(), servers.ingestPassword());

    @Test
    void ingestRoleCannotWriteToTheAssignmentSchema() {
        String table = "assignment.t" + UUID.randomUUID().toString().replace("-", "");
        pipeline.database().execute("create table " + table + " (a integer)");
        pipeline.database().execute("alter table " + table + " owner to muster_assignment");

        assertRejected(() -> ingest.execute("insert into " + table + " values (1)"));
        assertRejected(() -> ingest.execute("update " + table + " set a = 1"));
        assertRejected(() -> ingest.execute("delete from " + table));
        assertRejected(() -> ingest.execute("select * from " + table));
        assertRejected(() -> ingest.execute("create table assignment.mine (a integer)"));
    }

    @Test
    void ingestRoleOwnsOnlyItsSchema() {
        assertRejected(() -> ingest.execute("create table public.mine (a integer)"));
        assertRejected(() -> ingest.execute("create schema mine"));
        assertRejected(() -> ingest.execute("create role mine"));
        assertRejected(() -> ingest.execute("select rolpassword from pg_authid"));
    }

    @Test
    void readerCanReadThePublishedView() {
        String system = "rights-" + UUID.randomUUID();
        pipeline.publishAndAwaitReceipt(snapshot(system, Instant.now(), application("a", "1")));

        assertThat(reader().queryForList("select * from inventory.applications where system_id = ?", system))
                .hasSize(1);
        assertThat(reader().queryForList("select * from inventory.systems where system_id = ?", system))
                .hasSize(1);
    }

    @Test
    void readerCannotWriteToThePublishedView() {
        assertThat(pipeline.database()
                        .queryForObject(
                                "select has_table_privilege('muster_reader', 'inventory.applications',"
                                        + " 'insert, update, delete, truncate')",
                                Boolean.class))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from inventory.application_record",
                "select * from inventory.system",
                "select * from inventory.received_report",
                "select * from inventory.system_credential",
                "select * from inventory.system_credential_command",
                "select * from inventory.brake_release",
                "select * from inventory.agent_report",
                "select * from inventory.outbox_page",
                "select * from inventory.flyway_schema_history",
                "truncate inventory.application_record",
                "select nextval('inventory.outbox_page_page_id_seq')",
                "create table inventory.mine (a integer)"
            })
    void readerCannotDoAnythingElse(String statement) {
        JdbcTemplate reader = reader();

        assertRejected(() -> reader.execute(statement));
    }

    /** A login role that is a member of muster_reader, as for an analyst. */
    private JdbcTemplate reader() {
        String name = "reader_" + UUID.randomUUID().toString().replace("-", "");
        pipeline.database().execute("create role " + name + " login password '" + name + "' in role muster_reader");
        return as(name, name);
    }

    private JdbcTemplate as(String user, String password) {
        return new JdbcTemplate(new DriverManagerDataSource(servers.jdbcUrl(), user, password));
    }

    private static void assertRejected(ThrowingCallable statement) {
        assertThatThrownBy(statement)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
}
