package dev.muster.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A hot standby of a database with streaming replication, which can be promoted. */
public final class LocalStandby implements AutoCloseable {

    /** Files that a base backup excludes: they belong to the running server or are recreated at the start. */
    private static final Set<String> EXCLUDED = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final String BEGIN = "select pg_backup_start('standby', true)";
    private static final String END = "select labelfile from pg_backup_stop(false)";

    private final PostgresServer server;
    private final String jdbcUrl;

    private LocalStandby(PostgresServer server, String jdbcUrl) {
        this.server = server;
        this.jdbcUrl = jdbcUrl;
    }

    static LocalStandby start(Path dataFolder, String primaryUrl, String password, DatabaseServer kind)
            throws IOException, SQLException {
        int port = FreePorts.choose(0);
        PostgresServer server = PostgresServer.ofStandby(dataFolder, port, false, kind);
        backUp(dataFolder.resolve(PostgresServer.DATA), server.data(), primaryUrl, password);
        int primaryPort = URI.create(primaryUrl.substring("jdbc:".length())).getPort();
        Files.writeString(
                server.data().resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=" + FreePorts.LOOPBACK + " port=" + primaryPort + " user="
                        + PostgresServer.ADMIN + " password=" + password + "'\n",
                StandardOpenOption.APPEND);
        Files.createFile(server.data().resolve("standby.signal"));
        server.start();
        return new LocalStandby(
                server, "jdbc:postgresql://" + FreePorts.LOOPBACK + ":" + port + "/" + DatabaseBootstrap.DATABASE);
    }

    /** The URL of its database {@code muster}; roles and passwords are those of the primary. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** Promotes it to a primary; returns when it accepts writes. */
    public void promote() {
        try {
            server.promote();
        } catch (IOException e) {
            throw new LocalStackException(
                    LocalStackException.Code.DATABASE_FAILED, "the standby at " + jdbcUrl + " was not promoted", e);
        }
    }

    /** Ends all connections and stops the server. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new LocalStackException(
                    LocalStackException.Code.DATABASE_FAILED, "the standby at " + jdbcUrl + " did not stop", e);
        }
    }

    private static void backUp(Path from, Path to, String url, String password) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url, PostgresServer.ADMIN, password);
                Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
            copy(from, to);
            try (ResultSet row = statement.executeQuery(END)) {
                row.next();
                Files.writeString(to.resolve("backup_label"), row.getString(1));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                OwnerOnly.createFolder(to.resolve(from.relativize(folder).toString()));
                return isExcluded(from, folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isExcluded(from, file)) {
                    copyUnlessGone(file, to.resolve(from.relativize(file).toString()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isExcluded(Path root, Path path) {
        return root.equals(path.getParent())
                && EXCLUDED.contains(path.getFileName().toString());
    }

    /** The server keeps running during the copy; a file that it deletes is not needed. */
    private static void copyUnlessGone(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(copy);
        }
    }
}
