package dev.muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStandbyIT {

    private static final String READ_ONLY = "25006";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void standbyReplicatesAndCanBePromoted() throws Exception {
        LocalDatabase primary = LocalDatabase.start(folder, 0, false, DatabaseServer.SHARED);
        try (LocalStandby standby = primary.startStandby();
                Connection there = connect(primary.jdbcUrl(), primary);
                Connection here = connect(standby.jdbcUrl(), primary)) {
            execute(there, "create table kept (id int)");
            execute(there, "insert into kept values (1)");
            await().ignoreExceptionsInstanceOf(SQLException.class).until(() -> count(here) == 1);
            assertThatThrownBy(() -> execute(here, "insert into kept values (2)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(READ_ONLY));

            primary.stop();
            standby.promote();

            execute(here, "insert into kept values (2)");
            assertThat(count(here)).isEqualTo(2);
        } finally {
            primary.stop();
        }
    }

    private static Connection connect(String url, LocalDatabase roles) throws SQLException {
        return DriverManager.getConnection(url, roles.adminUser(), roles.adminPassword());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from kept")) {
            row.next();
            return row.getInt(1);
        }
    }
}
