package dev.muster.cli.consistency;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where a database is and who reads it. */
public record Database(String jdbcUrl, String user, String password) {

    /** A new session. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }
}
