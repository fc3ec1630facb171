package dev.muster.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Servers in containers, by Testcontainers. */
final class ContainerServers implements Servers {

    private static final Duration RESTART_TIMEOUT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 30;

    private final KafkaContainer kafka;
    private final PostgreSQLContainer postgres;

    private ContainerServers(KafkaContainer kafka, PostgreSQLContainer postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    static ContainerServers start() {
        ContainerServers servers = new ContainerServers(KafkaImage.container(), PostgresImage.container());
        try {
            Startables.deepStart(servers.kafka, servers.postgres).join();
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
        return servers;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String jdbcUrl() {
        return postgres.getJdbcUrl();
    }

    @Override
    public Login admin() {
        return PostgresImage.ADMIN;
    }

    @Override
    public Login ingest() {
        return PostgresImage.INGEST;
    }

    @Override
    public Login assignment() {
        return PostgresImage.ASSIGNMENT;
    }

    @Override
    public void stopDatabase() {
        stop(postgres);
    }

    @Override
    public void startDatabase() {
        restart(postgres);
        await().atMost(RESTART_TIMEOUT).ignoreException(SQLException.class).until(this::databaseAnswers);
    }

    @Override
    public void stopBroker() {
        terminateBroker();
        stop(kafka);
    }

    @Override
    public void startBroker() {
        restart(kafka);
        await().atMost(RESTART_TIMEOUT)
                .ignoreException(ExecutionException.class)
                .until(this::brokerAnswers);
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }

    /** Unlike {@link GenericContainer#stop()}, which removes the container with its data. */
    private static void stop(GenericContainer<?> container) {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
    }

    /** Testcontainers runs the broker in a shell that does not forward the stop signal of Docker. */
    private void terminateBroker() {
        try {
            kafka.execInContainer("pkill", "-TERM", "-x", "java");
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's container could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker's container was stopping", e);
        }
    }

    private static void restart(GenericContainer<?> container) {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
    }

    private boolean databaseAnswers() throws SQLException {
        Login login = admin();
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), login.name(), login.password())) {
            return connection.isValid(1);
        }
    }

    private boolean brokerAnswers() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                2_000))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        }
    }
}
