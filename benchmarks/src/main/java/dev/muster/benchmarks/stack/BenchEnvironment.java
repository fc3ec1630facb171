package dev.muster.benchmarks.stack;

import dev.muster.localstack.DatabaseServer;
import dev.muster.localstack.LocalStack;
import dev.muster.localstack.LocalStackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The broker and the database on which all systems are measured, with durable commits. */
public final class BenchEnvironment implements AutoCloseable {

    private final Path checkout;
    private final Path logs;
    private final LocalStack stack;
    private final Broker broker;
    private final Database database;
    private final TopicFiller topicFiller;
    private final Thread onExit;
    private boolean stopped;

    private BenchEnvironment(Path checkout, Path logs, LocalStack stack) {
        this.checkout = checkout;
        this.logs = logs;
        this.stack = stack;
        broker = new Broker(stack.bootstrapServers());
        database = new Database(stack.database());
        topicFiller = new TopicFiller(stack.bootstrapServers());
        onExit = new Thread(this::shutDown, "stop-bench");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Starts both without data. They stop when this JVM exits; after a kill the next start stops them.
     *
     * @param checkout the root of the built checkout
     * @param folder the folder for data and logs, replacing those of the previous start; data is deleted at the end
     */
    public static BenchEnvironment start(Path checkout, Path folder) {
        Path data = folder.resolve("data");
        Path logs = folder.resolve("logs");
        try {
            if (Files.exists(data.resolve("postgres"))) {
                LocalStack.start(LocalStackSettings.in(data)).close(); // a killed run may have left it running
            }
            FolderDeletion.delete(data);
            FolderDeletion.delete(logs);
            Files.createDirectories(logs);
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BenchEnvironment(
                checkout, logs, LocalStack.start(LocalStackSettings.in(data).with(DatabaseServer.OWN)));
    }

    /** The root of the built checkout. */
    public Path checkout() {
        return checkout;
    }

    /** The folder for logs of child processes. */
    public Path logs() {
        return logs;
    }

    public Broker broker() {
        return broker;
    }

    /** The database with a superuser connection. */
    public Database database() {
        return database;
    }

    public TopicFiller topicFiller() {
        return topicFiller;
    }

    /** The database role of the ingest service. */
    public String ingestRole() {
        return stack.database().ingestUser();
    }

    /** Connection settings of the ingest service. */
    public Map<String, String> ingestEnvironment() {
        return environment(ingestRole(), stack.database().ingestPassword());
    }

    /** Connection settings of the assignment service. */
    public Map<String, String> assignmentEnvironment() {
        return environment(stack.database().assignmentUser(), stack.database().assignmentPassword());
    }

    /** Connection settings of the peers, which use the superuser as owner of their tables. */
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
                // Cases recreate topics while services are stopped.
                "MUSTER_INPUT_LOSS",
                "continue");
    }

    /** Stops both and deletes their data. */
    @Override
    public void close() {
        topicFiller.close();
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
        JavaProcess.killAll();
        Path data = stack.dataFolder();
        try {
            stack.close();
        } finally {
            delete(data);
        }
    }

    private static void delete(Path data) {
        try {
            FolderDeletion.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
