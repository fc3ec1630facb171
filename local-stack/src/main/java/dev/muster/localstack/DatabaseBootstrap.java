package dev.muster.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the database of Muster with its roles, schemas and passwords, as an administrator would. */
final class DatabaseBootstrap {

    static final String DATABASE = "muster";

    private static final String DATABASE_EXISTS = "select exists (select from pg_database where datname = 'muster')";

    private static final String CREATE_DATABASE = "create database muster";

    /** {@code alter role} accepts no parameters, so the server quotes the values itself. */
    private static final String ALTER_PASSWORD = "select format('alter role %I password %L', ?::text, ?::text)";

    private final String serverUrl;
    private final Passwords passwords;

    DatabaseBootstrap(String serverUrl, Passwords passwords) {
        this.serverUrl = serverUrl;
        this.passwords = passwords;
    }

    void run() throws SQLException, IOException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute(CREATE_DATABASE);
            }
        }
        try (Connection connection = connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(roles());
            setPassword(connection, LocalDatabase.INGEST, passwords.ingest());
            setPassword(connection, LocalDatabase.ASSIGNMENT, passwords.assignment());
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(serverUrl + database, PostgresServer.ADMIN, passwords.admin());
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(DATABASE_EXISTS)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void setPassword(Connection connection, String role, String password) throws SQLException {
        try (PreparedStatement quote = connection.prepareStatement(ALTER_PASSWORD);
                Statement statement = connection.createStatement()) {
            quote.setString(1, role);
            quote.setString(2, password);
            try (ResultSet row = quote.executeQuery()) {
                row.next();
                statement.execute(row.getString(1));
            }
        }
    }

    private static String roles() throws IOException {
        try (InputStream in = DatabaseBootstrap.class.getResourceAsStream("roles.sql")) {
            if (in == null) {
                throw new IOException("roles.sql is missing from the jar of local-stack: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
