package dev.muster.cli.consistency;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A JDBC URL with credentials. */
public record Database(String jdbcUrl, String user, String password) {

    /** Opens a new connection. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }
}
