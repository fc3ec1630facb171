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
 * A login that may read what Muster publishes, for people and their tools; its password is a new one each time.
 *
 * @param user its name
 * @param password its password
 */
record ReaderLogin(String user, String password) {

    private static final String USER = "muster_local_reader";
    private static final int PASSWORD_BYTES = 24;

    private static final String REMEMBER_PASSWORD = "select set_config('muster.password', ?, false)";

    private static final String MAKE_LOGIN = """
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
                PreparedStatement remember = connection.prepareStatement(REMEMBER_PASSWORD);
                Statement make = connection.createStatement()) {
            remember.setString(1, login.password);
            remember.execute();
            make.execute(MAKE_LOGIN);
        }
        return login;
    }
}
