package dev.muster.ingestservice;

import static dev.muster.ingestservice.Reports.application;
import static dev.muster.ingestservice.Reports.snapshot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.localstack.FreePorts;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Databases and brokers that start late, fail, or do not respond. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DependencyOutagesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String READINESS = "/actuator/health/readiness";
    private static final String PIPELINE = "/actuator/health/pipeline";
    private static final String METRICS = "/actuator/prometheus";

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
    private @Nullable Infrastructure servers;
    private @Nullable IngestPipeline pipeline;

    @BeforeAll
    void startServers() {
        servers = Infrastructure.startOwn();
        pipeline = IngestPipeline.on(servers);
    }

    @AfterAll
    void stopServers() {
        if (pipeline != null) {
            pipeline.stopService();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void startsWithoutDependenciesAndWaitsForThem(CapturedOutput output) {
        pipeline().stopService();
        servers().stopBroker();
        servers().stopDatabase();
        int port = FreePorts.choose(0);
        int logged = output.getAll().length();
        CompletableFuture<ConfigurableApplicationContext> service =
                CompletableFuture.supplyAsync(() -> IngestPipeline.start(servers(), List.of("SERVER_PORT=" + port)));
        try {
            await().atMost(TIMEOUT).until(() -> status(port, LIVENESS) == 200);
            await().until(() -> output.getAll().substring(logged).contains("waiting for the database at jdbc:"));
            assertThat(status(port, READINESS)).isEqualTo(503);
            assertThat(status(port, PIPELINE)).isEqualTo(503);
            assertThat(post(port).statusCode()).isEqualTo(503);
            assertThat(post(port).headers().firstValue("Retry-After")).isPresent();

            servers().startDatabase();
            await().atMost(TIMEOUT).until(() -> status(port, "/actuator/health/db") == 200);
            assertThat(status(port, READINESS)).as("without Kafka").isEqualTo(503);
            await().until(() -> output.getAll().substring(logged).contains("waiting for Kafka at "));

            servers().startBroker();
            await().atMost(TIMEOUT).until(() -> status(port, READINESS) == 200 && status(port, PIPELINE) == 200);
            assertThat(output.getAll().substring(logged)).doesNotContain("\tat ");
        } finally {
            service.join().close();
            pipeline().startService(List.of());
        }
    }

    @Test
    void wrongPasswordIsLoggedUntilItIsCorrected(CapturedOutput output) {
        pipeline().stopService();
        int port = FreePorts.choose(0);
        String role = servers().ingestUser();
        pipeline().database().execute("alter role " + role + " password 'another'");
        CompletableFuture<ConfigurableApplicationContext> service =
                CompletableFuture.supplyAsync(() -> IngestPipeline.start(servers(), List.of("SERVER_PORT=" + port)));
        try {
            await().atMost(TIMEOUT)
                    .until(() -> output.getAll().contains("it refuses the login of " + role + " (SQL state 28P01)"));
            assertThat(status(port, LIVENESS)).isEqualTo(200);
            assertThat(status(port, READINESS)).isEqualTo(503);
        } finally {
            pipeline()
                    .database()
                    .execute("alter role " + role + " password '" + servers().ingestPassword() + "'");
        }
        await().atMost(TIMEOUT).until(() -> status(port, READINESS) == 200);
        service.join().close();
        pipeline().startService(List.of());
    }

    @Test
    void isAliveAndNotReadyWithoutKafka() {
        await().atMost(TIMEOUT).until(() -> pipeline().isReady());
        servers().stopBroker();
        try {
            await().atMost(Duration.ofSeconds(15)).until(() -> !pipeline().isReady());
            assertThat(pipeline().get(LIVENESS).statusCode()).isEqualTo(200);
            assertThat(pipeline().get(PIPELINE).statusCode()).isEqualTo(503);
            assertThat(pipeline().get(METRICS).body()).contains("muster_pipeline_up{check=\"kafka\"} 0.0");
            assertAnswersWithinASecond();
        } finally {
            servers().startBroker();
        }
        await().atMost(TIMEOUT).until(() -> pipeline().isReady() && isUp());
    }

    @Test
    void healthRespondsWithinASecondWithoutTheDatabase() {
        await().until(() -> metric("muster_outbox_depth_messages") == 0);
        servers().stopDatabase();
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> !pipeline().isReady());
            assertAnswersWithinASecond();
            assertThat(metric("muster_outbox_depth_messages")).isZero();
            await().atMost(TIMEOUT).until(() -> metric("muster_gauges_age_seconds{source=\"database\"}") > 6);
        } finally {
            servers().startDatabase();
        }
        await().atMost(TIMEOUT).until(() -> pipeline().isReady() && isUp());
        await().atMost(TIMEOUT).until(() -> metric("muster_gauges_age_seconds{source=\"database\"}") < 6);
    }

    @Test
    void healthRespondsWithinASecondWithAnExhaustedPool() throws SQLException {
        await().atMost(TIMEOUT).until(pipeline()::isReady);
        HikariDataSource pool = pipeline().context().getBean(HikariDataSource.class);
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                connections.add(pool.getConnection());
            }
            assertAnswersWithinASecond();
            assertThat(pipeline().isReady()).isTrue();
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void readOnlySessionsAreEvictedWithinSeconds() {
        String system = system();
        String role = servers().ingestUser();
        pipeline().publishAndAwaitReceipt(snapshot(system, at(0), application("a", "1")));
        pipeline().database().execute("alter role " + role + " set default_transaction_read_only = on");
        try {
            terminateSessionsOf(role);
            pipeline().publish(snapshot(system, at(1), application("a", "2")).build());
            await().atMost(TIMEOUT).until(() -> metric("muster_poll_failures_total") > 1);
            await().atMost(TIMEOUT).until(() -> !pipeline().isReady());
        } finally {
            pipeline().database().execute("alter role " + role + " reset default_transaction_read_only");
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(pipeline().application(system)).containsEntry("revision", 2L));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(pipeline().events(system)).hasSize(2));
        await().atMost(TIMEOUT).until(() -> pipeline().isReady());
    }

    @Test
    void shutdownInterruptsAPollThatWaitsForTheDatabase() throws SQLException {
        String system = system();
        try (Connection blocker =
                requireNonNull(pipeline().database().getDataSource()).getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table inventory.system in access exclusive mode");
            pipeline().publish(snapshot(system, at(0), application("a", "1")).build());
            await().atMost(TIMEOUT).until(this::aPollWaitsForALock);

            Instant begin = Instant.now();
            pipeline().stopService();

            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(25));
            blocker.rollback();
        }
        pipeline().startService(List.of());
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(pipeline().applications(system)).hasSize(1));
    }

    @Test
    void lagIsReportedRightAfterTheStart() throws SQLException {
        pipeline().stopService();
        for (int i = 0; i < 50; i++) {
            pipeline().publish(snapshot(system(), at(0), application("a", "1")).build());
        }
        int port = FreePorts.choose(0);
        ConfigurableApplicationContext service;
        try (Connection blocker =
                requireNonNull(pipeline().database().getDataSource()).getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table inventory.system in access exclusive mode");
            service = IngestPipeline.start(servers(), List.of("SERVER_PORT=" + port, "MUSTER_LAG_MAX_AGE=5s"));

            await().atMost(Duration.ofSeconds(10)).until(() -> lag(port, "muster_consumer_lag_records") == 50);
            await().atMost(TIMEOUT).until(() -> status(port, PIPELINE + "/lag") == 503);
            assertThat(lag(port, "muster_consumer_lag_age_seconds")).isGreaterThan(5);
            assertThat(status(port, READINESS)).isEqualTo(200);
            blocker.rollback();
        }
        await().atMost(TIMEOUT)
                .until(() -> lag(port, "muster_consumer_lag_records") == 0 && status(port, PIPELINE) == 200);
        assertThat(lag(port, "muster_consumer_lag_age_seconds")).isZero();
        service.close();
        pipeline().startService(List.of());
    }

    @Test
    void transactionMarkersDoNotCountAsLag() {
        int letters = pipeline().deadLetters().size();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers().bootstrapServers(), "transactional.id", system()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<?> sent =
                    producer.send(new ProducerRecord<>(Topics.INVENTORY_REPORTS, new byte[] {1}, new byte[] {1}));
            producer.commitTransaction();
            assertThat(sent).isDone();
        }
        await().atMost(TIMEOUT).until(() -> pipeline().deadLetters().size() > letters);
        await().atMost(Duration.ofSeconds(30)).until(() -> lag(port(), "muster_consumer_lag_records") == 0);
    }

    private void assertAnswersWithinASecond() {
        for (String path : List.of(LIVENESS, READINESS, PIPELINE, "/actuator/health", METRICS)) {
            Instant begin = Instant.now();
            pipeline().get(path);
            assertThat(Duration.between(begin, Instant.now())).as(path).isLessThan(Duration.ofSeconds(1));
        }
    }

    private boolean isUp() {
        return pipeline().get(PIPELINE).statusCode() == 200;
    }

    private boolean aPollWaitsForALock() {
        return requireNonNull(pipeline()
                        .database()
                        .queryForObject(
                                "select count(*) from pg_stat_activity where usename = ? and wait_event_type = 'Lock'",
                                Integer.class,
                                servers().ingestUser()))
                > 0;
    }

    private void terminateSessionsOf(String role) {
        pipeline()
                .database()
                .queryForList("select pg_terminate_backend(pid) from pg_stat_activity where usename = ?", role);
    }

    /** The sum of a metric over all partitions of inventory.reports. */
    private static double lag(int port, String name) {
        Matcher matcher = Pattern.compile(
                        "^" + name + "\\{[^}]*topic=\"inventory.reports\"[^}]*} (\\S+)$", Pattern.MULTILINE)
                .matcher(requireNonNull(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + METRICS))))
                        .body());
        double sum = 0;
        int found = 0;
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
            found++;
        }
        return found == 12 ? sum : -1;
    }

    private double metric(String name) {
        Matcher matcher = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(pipeline().get(METRICS).body());
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    }

    private static int status(int port, String path) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
        return response == null ? 0 : response.statusCode();
    }

    private static HttpResponse<String> post(int port) {
        return requireNonNull(
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/systems/inventory"))
                        .header("Authorization", "Basic c3lzdGVtOnNlY3JldA==")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))));
    }

    private static @Nullable HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null; // not listening yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int port() {
        return URI.create(pipeline().url()).getPort();
    }

    private IngestPipeline pipeline() {
        return requireNonNull(pipeline);
    }

    private Infrastructure servers() {
        return requireNonNull(servers);
    }

    private static String system() {
        return "peers-" + UUID.randomUUID();
    }

    private Instant at(int second) {
        return start.plusSeconds(second);
    }
}
