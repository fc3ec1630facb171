package dev.muster.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * PostgreSQL on this machine, with the database {@code muster}, its schemas and roles; each role has its own password.
 */
public final class LocalDatabase {

    static final String INGEST = "muster_ingest";
    static final String ASSIGNMENT = "muster_assignment";

    private final PostgresServer server;
    private final String serverUrl;
    private final Passwords passwords;
    private final Path dataFolder;
    private final DatabaseServer kind;
    private boolean running;

    private LocalDatabase(
            PostgresServer server, String serverUrl, Passwords passwords, Path dataFolder, DatabaseServer kind) {
        this.dataFolder = dataFolder;
        this.kind = kind;
        this.server = server;
        this.serverUrl = serverUrl;
        this.passwords = passwords;
    }

    static LocalDatabase start(Path dataFolder, int requestedPort, boolean durable, DatabaseServer kind)
            throws IOException, SQLException {
        int port = FreePorts.choose(requestedPort);
        Passwords passwords = Passwords.of(dataFolder);
        PostgresServer server = PostgresServer.open(dataFolder, port, durable, kind, passwords);
        LocalDatabase database = new LocalDatabase(
                server, "jdbc:postgresql://" + FreePorts.LOOPBACK + ":" + port + "/", passwords, dataFolder, kind);
        database.start();
        try {
            new DatabaseBootstrap(database.serverUrl, passwords).run();
        } catch (IOException | SQLException e) {
            database.stop();
            throw e;
        }
        return database;
    }

    /** The URL of the database {@code muster}. */
    public String jdbcUrl() {
        return serverUrl + DatabaseBootstrap.DATABASE;
    }

    /** The name of the superuser. */
    public String adminUser() {
        return PostgresServer.ADMIN;
    }

    /** The superuser's password. */
    public String adminPassword() {
        return passwords.admin();
    }

    /** The role of the ingest service, owner of the schema {@code inventory}. */
    public String ingestUser() {
        return INGEST;
    }

    /** The password of {@link #ingestUser()}. */
    public String ingestPassword() {
        return passwords.ingest();
    }

    /** The role of the assignment service, owner of the schema {@code assignment}. */
    public String assignmentUser() {
        return ASSIGNMENT;
    }

    /** The password of {@link #assignmentUser()}. */
    public String assignmentPassword() {
        return passwords.assignment();
    }

    /** Restarts the server with the same port and data; does nothing when it is running. */
    public synchronized void start() {
        if (!running) {
            attempt("start", server::start);
            running = true;
        }
    }

    /** Ends all connections and stops the server, which can be started again; does nothing when it is stopped. */
    public synchronized void stop() {
        if (running) {
            attempt("stop", server::stop);
            running = false;
        }
    }

    /**
     * Starts a standby of this database with streaming replication and without fsync. The caller stops it before the
     * data folder of this database is deleted.
     *
     * @throws LocalStackException when it cannot be started
     */
    public LocalStandby startStandby() {
        try {
            return LocalStandby.start(dataFolder, jdbcUrl(), passwords.admin(), kind);
        } catch (IOException | SQLException e) {
            throw new LocalStackException(
                    LocalStackException.Code.DATABASE_FAILED, "a standby of " + serverUrl + " could not be started", e);
        }
    }

    private void attempt(String what, ServerAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new LocalStackException(
                    LocalStackException.Code.DATABASE_FAILED, "PostgreSQL at " + serverUrl + " did not " + what, e);
        }
    }

    @FunctionalInterface
    private interface ServerAction {
        void run() throws IOException;
    }
}
