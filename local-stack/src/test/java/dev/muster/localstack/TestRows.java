package dev.muster.localstack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A table of the ingest role, and sessions of all roles. */
final class TestRows {

    private TestRows() {}

    static String asAdmin(LocalDatabase database, String sql) throws SQLException {
        return run(database, database.adminUser(), database.adminPassword(), sql);
    }

    static String asIngest(LocalDatabase database, String sql) throws SQLException {
        return run(database, database.ingestUser(), database.ingestPassword(), sql);
    }

    static String asAssignment(LocalDatabase database, String sql) throws SQLException {
        return run(database, database.assignmentUser(), database.assignmentPassword(), sql);
    }

    static void keep(LocalDatabase database, String value) throws SQLException {
        asIngest(database, "create table if not exists thing (name text)");
        asIngest(database, "insert into thing values ('" + value + "')");
    }

    static List<String> kept(LocalDatabase database) throws SQLException {
        return List.of(
                asIngest(database, "select string_agg(name, ',') from thing").split(","));
    }

    /** The first value of the first row, or nothing. */
    private static String run(LocalDatabase database, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), user, password);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
