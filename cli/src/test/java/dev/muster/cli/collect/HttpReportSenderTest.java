package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HttpReportSenderTest {

    private static final String ACCEPTED = "{\"code\":202,\"data\":{\"report_id\":\"1\"}}";
    private static final String SECRET = "s3cret";

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private volatile String response = ACCEPTED;
    private final HttpServer server;

    HttpReportSenderTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void startServer() {
        server.createContext("/api/systems/inventory", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getResponseHeaders().add("Retry-After", "7");
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void reportIsSentAsAFactsDocumentWithTheSecretOfTheSystem() throws Exception {
        EncodedReport report = Reports.of("here", "1.2");

        sender().send(report);

        assertThat(credentials)
                .containsExactly("Basic "
                        + Base64.getEncoder().encodeToString(("here:" + SECRET).getBytes(StandardCharsets.UTF_8)));
        JsonNode document = RecordJson.MAPPER.readTree(bodies.get(0));
        assertThat(document.path("$schema").asString()).endsWith("/facts/2022-12.json");
        assertThat(document.path("installation").asString()).isEqualTo("nethserver");
        assertThat(document.path("uuid").asString()).hasSize(36);
        JsonNode module = document.at("/facts/modules/0");
        assertThat(module.path("id").asString()).isEqualTo("nginx");
        assertThat(module.path("module").asString()).isEqualTo("package");
        assertThat(module.path("version").asString()).isEqualTo("1.2");
        assertThat(module.path("architecture").asString()).isEqualTo("amd64");
        assertThat(module.path("size").toString()).isEqualTo("1.0");
        assertThat(module.at("/services_data/active_state").asString()).isEqualTo("active");
    }

    @Test
    void repeatHasTheSameBodyAndAnotherReportAnother() throws Exception {
        EncodedReport report = Reports.of("here", "1");
        sender().send(report);
        sender().send(EncodedReport.decode(report.value()));
        sender().send(Reports.of("here", "1"));

        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
        assertThat(bodies.get(2)).isNotEqualTo(bodies.get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 413, 415})
    void reportThatIsRefusedIsNotTriedAgain(int refusal) {
        status = refusal;
        response =
                "{\"message\":\"validation failed\",\"data\":{\"errors\":[{\"key\":\"facts\",\"message\":\"bad\"}]}}";

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> sender().send(Reports.of("here", "1")))
                .withMessageContaining("status " + refusal + ": validation failed: facts bad")
                .matches(DeliveryException::isPermanent);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 401, 403, 407, 408, 429, 500, 502, 503, 504})
    void everythingElseIsTriedAgainAfterTheTimeThatTheServiceNames(int failure) {
        status = failure;
        response = "<html>";

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> sender().send(Reports.of("here", "1")))
                .withMessageContaining("status " + failure)
                .satisfies(e -> {
                    assertThat(e.isPermanent()).isFalse();
                    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>log in to the network</html>", "{}", "[]"})
    void successThatIsNotOfTheServiceIsNone(String page) {
        status = 200;
        response = page;

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> sender().send(Reports.of("here", "1")))
                .withMessageContaining("check the URL")
                .matches(e -> !e.isPermanent());
    }

    @Test
    void longResponseIsReadInPart() {
        status = 500;
        response = "x".repeat(5_000_000);

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> sender().send(Reports.of("here", "1")))
                .withMessageContaining("status 500");
    }

    @Test
    void unreachableServiceIsTriedAgain() {
        ReportSender sender = sender();
        server.stop(0);

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> sender.send(Reports.of("here", "1")))
                .withMessageContaining("connection refused")
                .matches(e -> !e.isPermanent());
    }

    @Test
    void reportOfAnotherSystemIsRefused() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> sender().send(Reports.of("there", "1")))
                .matches(DeliveryException::isPermanent);
        assertThat(bodies).isEmpty();
    }

    @Test
    void reportThatIsTooLargeIsRefused() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> sender().send(Reports.ofBytes(10_000_000)))
                .matches(DeliveryException::isPermanent);
        assertThat(bodies).isEmpty();
    }

    @Test
    void secretIsInNoMessage() {
        status = 401;
        response = "{}";

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> sender().send(Reports.of("here", "1")))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"muster.example.com", "ftp://muster.example.com", "http://", "http://a b"})
    void urlMustBeOfHttp(String url) {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> new HttpReportSender(url, "here", () -> SECRET))
                .withMessageContaining("must start with http:// or https://");
    }

    private ReportSender sender() {
        return new HttpReportSender("http://127.0.0.1:" + server.getAddress().getPort() + "/", "here", () -> SECRET);
    }
}
