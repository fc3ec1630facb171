package dev.muster.cli.local;

import dev.muster.localstack.LocalDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * A database login that may read the published views; gets a new random password in every run.
 */
record ReaderLogin(String user, String password) {

    private static final String USER = "muster_local_reader";
    private static final int PASSWORD_BYTES = 24;

    private static final String SET_PASSWORD = "select set_config('muster.password', ?, false)";

    private static final String CREATE_LOGIN = """
            do $$
            begin
              if not exists (select from pg_roles where rolname = 'muster_local_reader') then
                create role muster_local_reader;
              end if;
              execute format('alter role muster_local_reader with login password %L', current_setting('muster.password'));
            end
            $$;
            alter role muster_local_reader set search_path = assignment, inventory;
            grant muster_reader to muster_local_reader
            """;

    static ReaderLogin create(LocalDatabase database) throws SQLException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        ReaderLogin login = new ReaderLogin(USER, HexFormat.of().formatHex(random));
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.adminUser(), database.adminPassword());
                PreparedStatement setPassword = connection.prepareStatement(SET_PASSWORD);
                Statement createLogin = connection.createStatement()) {
            setPassword.setString(1, login.password);
            setPassword.execute();
            createLogin.execute(CREATE_LOGIN);
        }
        return login;
    }
}
