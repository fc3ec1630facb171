package dev.muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String INVALID_PASSWORD = "28P01";

    private static LocalDatabase database;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        database = LocalDatabase.start(folder, 0, false, DatabaseServer.SHARED);
        TestRows.asIngest(database, "create table secret (name text)");
        TestRows.asIngest(database, "create view published as select name from secret");
        TestRows.asIngest(database, "grant select on published to muster_reader");
        TestRows.asAssignment(database, "create table own (name text)");
    }

    @AfterAll
    static void stop() {
        database.stop();
    }

    @Test
    void roleLogsInWithItsOwnPasswordOnly() {
        assertRefused(INVALID_PASSWORD, () -> login(database.adminUser(), database.ingestPassword()));
        assertRefused(INVALID_PASSWORD, () -> login(database.assignmentUser(), database.ingestPassword()));
        assertRefused(INVALID_PASSWORD, () -> login(database.ingestUser(), database.assignmentPassword()));
        assertRefused(INVALID_PASSWORD, () -> login(database.adminUser(), "postgres"));
    }

    @Test
    void readerRoleCannotLogIn() {
        assertThatThrownBy(() -> login("muster_reader", database.adminPassword()))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void serviceRoleUsesItsOwnSchemaByDefault() throws SQLException {
        assertThat(TestRows.asIngest(database, "select current_schema()")).isEqualTo("inventory");
        assertThat(TestRows.asAssignment(database, "select current_schema()")).isEqualTo("assignment");
    }

    @Test
    void ingestRoleCannotAccessTheAssignmentSchema() {
        assertRefused(INSUFFICIENT_PRIVILEGE, () -> TestRows.asIngest(database, "select * from assignment.own"));
        assertRefused(
                INSUFFICIENT_PRIVILEGE, () -> TestRows.asIngest(database, "insert into assignment.own values ('x')"));
        assertRefused(INSUFFICIENT_PRIVILEGE, () -> TestRows.asIngest(database, "create table assignment.mine ()"));
        assertRefused(INSUFFICIENT_PRIVILEGE, () -> TestRows.asIngest(database, "set role muster_assignment"));
    }

    @Test
    void assignmentRoleOnlyReadsPublishedInventory() throws SQLException {
        TestRows.asAssignment(database, "select count(*) from inventory.published");
        assertRefused(INSUFFICIENT_PRIVILEGE, () -> TestRows.asAssignment(database, "select * from inventory.secret"));
        assertRefused(
                INSUFFICIENT_PRIVILEGE,
                () -> TestRows.asAssignment(database, "insert into inventory.published values ('x')"));
        assertRefused(INSUFFICIENT_PRIVILEGE, () -> TestRows.asAssignment(database, "create table inventory.mine ()"));
    }

    @Test
    void rolesCannotCreateObjectsInOtherSchemas() {
        assertRefused(INSUFFICIENT_PRIVILEGE, () -> TestRows.asIngest(database, "create table public.mine ()"));
        assertRefused(INSUFFICIENT_PRIVILEGE, () -> TestRows.asIngest(database, "create schema mine"));
        assertRefused(INSUFFICIENT_PRIVILEGE, () -> TestRows.asAssignment(database, "create role friend"));
    }

    private static void login(String user, String password) throws SQLException {
        DriverManager.getConnection(database.jdbcUrl(), user, password).close();
    }

    private static void assertRefused(String sqlState, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
    }
}
