package dev.muster.assignmentservice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.localstack.FreePorts;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The service starts independently of the order in which its peers start. */
@ExtendWith(OutputCaptureExtension.class)
class StartOrderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READINESS = "/actuator/health/readiness";
    private static final String PIPELINE = "/actuator/health/pipeline";

    @Test
    void serviceWaitsForDatabaseAndViewButServesHttpWithoutKafka(CapturedOutput output) {
        try (Infrastructure servers = Infrastructure.startOwn()) {
            servers.stopBroker();
            servers.stopDatabase();
            int port = FreePorts.choose(0);
            CompletableFuture<ConfigurableApplicationContext> service = CompletableFuture.supplyAsync(() ->
                    Pipeline.start(servers, "SERVER_PORT=" + port, "MUSTER_BOOTSTRAP_TOKEN_SHA256=" + "0".repeat(64)));

            await().atMost(PATIENCE).until(() -> status(port, "/actuator/health/liveness") == 200);
            await().until(() -> output.getAll().contains("waiting for the database at jdbc:"));
            assertThat(status(port, READINESS)).isEqualTo(503);
            assertThat(status(port, "/api/applications")).isEqualTo(503);

            servers.startDatabase();
            await().atMost(PATIENCE)
                    .until(() -> output.getAll()
                            .contains("waiting for the view inventory.applications with the column appeared_at"));
            assertThat(status(port, READINESS)).isEqualTo(503);

            Inventory.of(servers);
            await().atMost(PATIENCE).until(() -> status(port, READINESS) == 200);
            assertThat(status(port, "/api/applications"))
                    .as("with a wrong token")
                    .isEqualTo(401);
            assertThat(status(port, PIPELINE)).isEqualTo(503);
            await().atMost(PATIENCE).until(() -> output.getAll().contains("waiting for Kafka at "));

            servers.startBroker();
            await().atMost(PATIENCE).until(() -> status(port, PIPELINE) == 200);
            service.join().close();
        }
    }

    private static int status(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer mst_" + "A".repeat(43))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0; // not listening yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
