package dev.muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseIT {

    /** One for all tests, since making a cluster takes longer than they do. */
    @TempDir
    private static Path folder;

    @Test
    void restartKeepsTheRows() throws Exception {
        LocalDatabase database = LocalDatabase.start(folder, 0, false, DatabaseServer.SHARED);
        try {
            TestRows.keep(database, "stopped");
            database.stop();
            assertThatThrownBy(() -> TestRows.kept(database))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
            database.start();
            assertThat(TestRows.kept(database)).contains("stopped");
        } finally {
            database.stop();
        }
    }

    @Test
    void replacesAnOrphanServer() throws Exception {
        LocalDatabase leftBehind = LocalDatabase.start(folder, 0, false, DatabaseServer.SHARED);
        TestRows.keep(leftBehind, "left behind");
        LocalDatabase next = LocalDatabase.start(folder, 0, false, DatabaseServer.SHARED);
        try {
            assertThat(TestRows.kept(next)).contains("left behind");
            assertThatThrownBy(() -> TestRows.kept(leftBehind)).isInstanceOf(SQLException.class);
        } finally {
            next.stop();
        }
    }

    @Test
    void ignoresAStalePidFile() throws Exception {
        LocalDatabase database = LocalDatabase.start(folder, 0, false, DatabaseServer.SHARED);
        database.stop();
        Files.writeString(
                folder.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        database.start();
        database.stop();
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void fsyncFollowsTheDurableSetting() throws Exception {
        assertThat(fsyncOf(LocalDatabase.start(folder, 0, false, DatabaseServer.SHARED)))
                .isEqualTo("off");
        assertThat(fsyncOf(LocalDatabase.start(folder, 0, true, DatabaseServer.SHARED)))
                .isEqualTo("on");
    }

    @Test
    void passwordsDifferAndAreReadableByTheOwnerOnly() throws Exception {
        Passwords passwords = Passwords.of(folder);
        assertThat(List.of(passwords.admin(), passwords.ingest(), passwords.assignment()))
                .doesNotHaveDuplicates();
        assertThat(Passwords.of(folder)).isEqualTo(passwords);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passwords.properties"))))
                .isEqualTo("rw-------");
    }

    private static String fsyncOf(LocalDatabase database) throws SQLException {
        try {
            return TestRows.asAdmin(database, "show fsync");
        } finally {
            database.stop();
        }
    }
}
