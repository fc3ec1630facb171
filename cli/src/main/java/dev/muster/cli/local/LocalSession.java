package dev.muster.cli.local;

import dev.muster.cli.access.AssignmentApi;
import dev.muster.cli.consistency.Database;
import dev.muster.cli.demonstration.Pipeline;
import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.installation.MusterFolder;
import dev.muster.cli.installation.MusterToken;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.terminal.ProgressSteps;
import dev.muster.localstack.LocalDatabase;
import dev.muster.localstack.LocalStack;
import dev.muster.localstack.LocalStackSettings;
import dev.muster.localstack.service.ServiceProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs Kafka, PostgreSQL and both services. May be closed at any time and by any thread;
 * close waits for a start in progress and stops what it started.
 */
final class LocalSession implements AutoCloseable {

    private static final String INGEST = "ingest-service";
    private static final String ASSIGNMENT = "assignment-service";
    private static final int BROKER_PORT = 9092;
    private static final int INGEST_PORT = 8081;
    private static final int ASSIGNMENT_PORT = 8082;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final MusterFolder folder;
    private final LocalLock lock;
    private final OrphanProcesses orphans;
    private final LocalToken token = LocalToken.random();
    private final List<ServiceProcess> services = new ArrayList<>();
    private @Nullable LocalStack stack;
    private @Nullable ReaderLogin reader;
    private boolean closed;

    /** Creates a session that is not started; closing it releases the lock. */
    LocalSession(MusterFolder folder, LocalLock lock) {
        this.folder = folder;
        this.lock = lock;
        this.orphans = new OrphanProcesses(folder.path());
    }

    /** Terminates orphan processes of previous runs and deletes their data. */
    String deleteData() {
        orphans.terminate();
        return LocalStack.delete(folder.data()) ? "done" : "nothing to delete";
    }

    /** Starts everything and waits until it is ready. */
    void start(ProgressSteps steps) throws Exception {
        program(INGEST);
        program(ASSIGNMENT);
        int terminated = orphans.terminate();
        if (terminated > 0) {
            steps.line("terminated " + terminated + " services of a previous run");
        }
        steps.run("Starting Kafka and PostgreSQL", this::startStack);
        steps.run("Starting the services", this::startServices);
    }

    private synchronized String startStack() throws SQLException {
        requireOpen();
        LocalStack started =
                LocalStack.start(LocalStackSettings.in(folder.data()).withPorts(Ports.freeOr(BROKER_PORT), 0));
        stack = started;
        reader = ReaderLogin.create(started.database());
        return "Kafka at " + started.bootstrapServers() + ", PostgreSQL at "
                + started.database().jdbcUrl();
    }

    private String startServices() throws InterruptedException {
        ServiceProcess ingest;
        ServiceProcess assignment;
        synchronized (this) {
            requireOpen();
            LocalDatabase database = stack().database();
            ingest = startService(INGEST, INGEST_PORT, database.ingestUser(), database.ingestPassword(), Map.of());
            assignment = startService(
                    ASSIGNMENT,
                    ASSIGNMENT_PORT,
                    database.assignmentUser(),
                    database.assignmentPassword(),
                    Map.of("MUSTER_BOOTSTRAP_TOKEN_SHA256", token.hash()));
        }
        ingest.awaitReady();
        assignment.awaitReady();
        return "ingest-service at " + ingest.url() + ", assignment-service at " + assignment.url();
    }

    private ServiceProcess startService(
            String name, int port, String user, String password, Map<String, String> additional) {
        Map<String, String> environment = new HashMap<>(additional);
        environment.putAll(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                stack().bootstrapServers(),
                "JDBC_URL",
                stack().database().jdbcUrl(),
                "JDBC_USER",
                user,
                "JDBC_PASSWORD",
                password,
                "MUSTER_TOPICS_REPLICATION",
                "1",
                "LOGGING_STRUCTURED_FORMAT_CONSOLE",
                "")); // plain text instead of JSON
        ServiceProcess service = ServiceProcess.start(
                name,
                program(name),
                Ports.freeOr(port),
                environment,
                folder.logs().resolve(name + ".log"));
        services.add(service);
        orphans.record(service.handle());
        return service;
    }

    private static ServiceProgram program(String name) {
        try {
            return ServiceProgram.of(MusterFolder.checkout(), name);
        } catch (IllegalStateException | IOException e) {
            throw CliException.unavailable(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Access for the demonstration. */
    synchronized Pipeline pipeline() {
        LocalDatabase database = stack().database();
        return new Pipeline(
                KafkaConnection.to(stack().bootstrapServers(), REQUEST_TIMEOUT),
                new AssignmentApi(services.get(1).url(), Optional.of(MusterToken.of(token.text(), "the local token"))),
                new Database(database.jdbcUrl(), reader().user(), reader().password()),
                new Database(database.jdbcUrl(), database.adminUser(), database.adminPassword()),
                folder.logs(),
                this::requireRunning);
    }

    /** Writes the connection settings for other programs. */
    synchronized void writeEnvironment() throws IOException {
        requireOpen();
        EnvironmentFile.write(folder.environment(), environment());
    }

    /** The connection settings, as environment variables. */
    private Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("KAFKA_BOOTSTRAP_SERVERS", stack().bootstrapServers());
        variables.put("JDBC_URL", stack().database().jdbcUrl());
        variables.put("JDBC_USER", reader().user());
        variables.put("JDBC_PASSWORD", reader().password());
        variables.put("INGEST_URL", services.get(0).url());
        variables.put("ASSIGNMENT_URL", services.get(1).url());
        variables.put("MUSTER_TOKEN", token.text());
        return variables;
    }

    /** The addresses, without the secrets, which are in the file {@code environment}. */
    synchronized ObjectNode addresses() {
        ObjectNode addresses = RecordJson.MAPPER.createObjectNode();
        Map<String, String> variables = environment();
        for (String name : List.of("KAFKA_BOOTSTRAP_SERVERS", "JDBC_URL", "INGEST_URL", "ASSIGNMENT_URL")) {
            addresses.put(name.toLowerCase(Locale.ROOT), variables.get(name));
        }
        addresses.put("environment", folder.environment().toString());
        addresses.put("logs", folder.logs().toString());
        return addresses;
    }

    synchronized List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    /** Waits until the session is closed; fails if a service exits first. */
    void awaitEnd() {
        CompletableFuture.anyOf(services().stream().map(ServiceProcess::ended).toArray(CompletableFuture[]::new))
                .join();
        if (!isClosed()) {
            requireRunning();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void requireRunning() {
        requireOpen();
        for (ServiceProcess service : services) {
            if (!service.handle().isAlive()) {
                throw service.exitedUnexpectedly();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw CliException.unavailable("stopped");
        }
    }

    private LocalStack stack() {
        if (stack == null) {
            throw new IllegalStateException("the stack is not started");
        }
        return stack;
    }

    private ReaderLogin reader() {
        if (reader == null) {
            throw new IllegalStateException("the stack is not started");
        }
        return reader;
    }

    /** Stops the services gracefully, then Kafka and PostgreSQL. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Files.deleteIfExists(folder.environment());
        } catch (IOException e) {
            throw CliException.unavailable("cannot delete " + folder.environment() + ": " + Cause.of(e), e);
        } finally {
            stopAll();
        }
    }

    private void stopAll() {
        services.forEach(ServiceProcess::stop);
        services.forEach(ServiceProcess::awaitEnd);
        if (stack != null) {
            stack.close();
        }
        orphans.terminate();
        lock.close();
    }
}
