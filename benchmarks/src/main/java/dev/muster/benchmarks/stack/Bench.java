package dev.muster.benchmarks.stack;

import dev.muster.localstack.DatabaseServer;
import dev.muster.localstack.LocalStack;
import dev.muster.localstack.LocalStackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The one broker and the one database that every system is measured on, with durable commits. */
public final class Bench implements AutoCloseable {

    private final Path checkout;
    private final Path logs;
    private final LocalStack stack;
    private final Broker broker;
    private final Database database;
    private final Preload preload;
    private final Thread onExit;
    private boolean stopped;

    private Bench(Path checkout, Path logs, LocalStack stack) {
        this.checkout = checkout;
        this.logs = logs;
        this.stack = stack;
        broker = new Broker(stack.bootstrapServers());
        database = new Database(stack.database());
        preload = new Preload(stack.bootstrapServers());
        onExit = new Thread(this::shutDown, "stop-bench");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Starts both, with no data. They end with this JVM at the latest, unless that is killed: then with the next start.
     *
     * @param checkout where the modules were built
     * @param folder gets data and logs, in place of those of an earlier start; the data are deleted at the end
     */
    public static Bench start(Path checkout, Path folder) {
        Path data = folder.resolve("data");
        Path logs = folder.resolve("logs");
        try {
            if (Files.exists(data.resolve("postgres"))) {
                LocalStack.start(LocalStackSettings.in(data)).close(); // of a run that was killed: it may still run
            }
            DeletedFolder.delete(data);
            DeletedFolder.delete(logs);
            Files.createDirectories(logs);
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Bench(
                checkout, logs, LocalStack.start(LocalStackSettings.in(data).with(DatabaseServer.OWN)));
    }

    /** Where the modules were built. */
    public Path checkout() {
        return checkout;
    }

    /** Where the logs of child processes go. */
    public Path logs() {
        return logs;
    }

    /** The broker. */
    public Broker broker() {
        return broker;
    }

    /** The database, as the superuser. */
    public Database database() {
        return database;
    }

    /** What fills topics. */
    public Preload preload() {
        return preload;
    }

    /** Whose sessions the ingest service has. */
    public String ingestRole() {
        return stack.database().ingestUser();
    }

    /** How the ingest service finds both. */
    public Map<String, String> ingestEnvironment() {
        return environment(ingestRole(), stack.database().ingestPassword());
    }

    /** How the assignment service finds both. */
    public Map<String, String> assignmentEnvironment() {
        return environment(stack.database().assignmentUser(), stack.database().assignmentPassword());
    }

    /** How the peers find both: the superuser, whose tables theirs are. */
    public Map<String, String> peerEnvironment() {
        return environment(stack.database().adminUser(), stack.database().adminPassword());
    }

    private Map<String, String> environment(String user, String password) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                stack.bootstrapServers(),
                "JDBC_URL",
                stack.database().jdbcUrl(),
                "JDBC_USER",
                user,
                "JDBC_PASSWORD",
                password,
                "SERVER_ADDRESS",
                "127.0.0.1",
                "LOGGING_STRUCTURED_FORMAT_CONSOLE",
                "",
                // Cases create topics anew while services are stopped.
                "MUSTER_INPUT_LOSS",
                "continue");
    }

    /** Stops both, and deletes their data. */
    @Override
    public void close() {
        preload.close();
        database.close();
        broker.close();
        stop();
        Runtime.getRuntime().removeShutdownHook(onExit);
    }

    private void shutDown() {
        JavaProcess.shutDown();
        stop();
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        JavaProcess.endAll();
        Path data = stack.dataFolder();
        try {
            stack.close();
        } finally {
            delete(data);
        }
    }

    private static void delete(Path data) {
        try {
            DeletedFolder.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
