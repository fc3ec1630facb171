package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.cli.Cli.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Runs against a fake HTTP server, which is found through the connection file of {@code ./muster local}. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class TokenCommandTest {

    private static final String TOKEN = "mst_0123456789012345678901234567890123456789abc";
    private static final String DATA = """
            {"id":"11111111-2222-3333-4444-555555555555","name":"sync","subject":"token:sync:11111111",
             "organization_id":"org-north","scopes":["read:users"],"created_at":"2026-01-01T00:00:00Z",
             "created_by":"bootstrap","expires_at":"2026-02-01T00:00:00Z","revoked_at":%s%s}""";

    @TempDir
    private Path checkout = Path.of("");

    private final List<String> requests = new ArrayList<>();
    private final HttpServer server = start();
    private volatile int status = 200;
    private volatile String body = "";

    private HttpServer start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", this::answer);
            started.start();
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @BeforeEach
    void writeConnectionFile() throws IOException {
        Files.createDirectory(checkout.resolve(".muster"));
        write("ASSIGNMENT_URL=http://localhost:" + server.getAddress().getPort() + "/\nMUSTER_TOKEN=" + TOKEN + "\n");
        System.setProperty("muster.home", checkout.toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty("muster.home");
        server.stop(0);
    }

    @Test
    void createPrintsTheTokenToStandardOutput() {
        status = 201;
        body = envelope(201, DATA.formatted("null", ",\"token\":\"mst_new\""));

        Answer answer =
                Cli.runAsIs("token", "create", "sync", "--scope", "read:users,write:users", "--organization", "~north");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines().toList()).containsExactly("mst_new");
        assertThat(answer.err().lines().toList())
                .containsExactly("11111111-2222-3333-4444-555555555555  sync  org-north  read:users"
                        + "  until 2026-02-01T00:00:00Z");
        assertThat(requests)
                .containsExactly("POST /api/tokens Bearer " + TOKEN + " {\"name\":\"sync\","
                        + "\"organization_id\":\"~north\",\"scopes\":[\"read:users\",\"write:users\"],"
                        + "\"expires_in_days\":90}");
    }

    @Test
    void shortLivedTokenExpiresInHours() {
        status = 201;
        body = envelope(201, DATA.formatted("null", ",\"token\":\"mst_new\""));

        assertThat(Cli.runAsIs("token", "create", "sync", "--scope", "read:users", "--hours", "1")
                        .exitCode())
                .isZero();
        assertThat(Cli.runAsIs("token", "create", "sync", "--scope", "read:users", "--hours", "0")
                        .exitCode())
                .isEqualTo(2);
        assertThat(requests).singleElement().satisfies(request -> {
            String expiry = request.replaceFirst(".*\"expires_at\":\"([^\"]+)\".*", "$1");
            assertThat(Duration.between(Instant.now(), Instant.parse(expiry)))
                    .isBetween(Duration.ofMinutes(55), Duration.ofMinutes(60));
        });
    }

    @Test
    void listReadsAllPages() {
        body = envelope(200, "{\"tokens\":[" + DATA.formatted("null", "") + "],\"pagination\":{\"total_pages\":2}}");

        Answer answer = Cli.runAsIs("token", "list");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines()).hasSize(2);
        assertThat(requests.get(1)).startsWith("GET /api/tokens?page=2&page_size=100 ");
        assertThat(Cli.runAsIs("token", "list", "--json").out()).startsWith("[").contains("\"name\" : \"sync\"");
    }

    @Test
    void revokeTakesTheTokenId() {
        body = envelope(200, DATA.formatted("\"2026-01-02T00:00:00Z\"", ""));

        Answer answer = Cli.runAsIs("token", "revoke", "11111111-2222-3333-4444-555555555555");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("revoked 2026-01-02T00:00:00Z");
        assertThat(requests.get(0)).startsWith("DELETE /api/tokens/11111111-2222-3333-4444-555555555555 ");
        assertThat(Cli.runAsIs("token", "revoke", "mst_x").exitCode()).isEqualTo(2);
    }

    @Test
    void serviceErrorsArePrintedInOneLine() {
        body = envelope(401, "{}");
        assertFails(401, 1, "MUSTER_TOKEN is invalid, expired or revoked");
        body = "{\"code\":403,\"message\":\"insufficient permissions\",\"data\":{}}";
        assertFails(403, 1, "insufficient permissions");
        body = envelope(400, "{\"errors\":[{\"key\":\"name\",\"message\":\"required\",\"value\":\"\"}]}");
        assertFails(400, 2, "name: required");
        body = envelope(503, "{}");
        assertFails(503, 3, "unavailable (status 503)");
        body = "<html>";
        assertFails(502, 3, "without JSON");
    }

    @Test
    void withoutTokenNoRequestIsSent() throws IOException {
        write("ASSIGNMENT_URL=http://localhost:" + server.getAddress().getPort() + "\n");

        Answer answer = Cli.runAsIs("token", "list");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("MUSTER_TOKEN");
        assertThat(requests).isEmpty();
    }

    @Test
    void unreachableServiceIsReportedWithoutTheToken() {
        server.stop(0);

        Answer answer = Cli.runAsIs("token", "list");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.err())
                .contains("no response from the assignment service")
                .doesNotContain(TOKEN);
        assertThat(answer.err().lines()).hasSize(1);
    }

    @Test
    void invalidTokenIsRejectedWithoutPrintingIt() throws IOException {
        String url = "ASSIGNMENT_URL=http://localhost:" + server.getAddress().getPort() + "\n";
        for (String wrong : List.of("id  sync  until later\\n" + TOKEN, TOKEN + "\\u00e9", "=" + TOKEN)) {
            write(url + "MUSTER_TOKEN=" + wrong + "\n");

            Answer answer = Cli.runAsIs("token", "list");

            assertThat(answer.exitCode()).isEqualTo(2);
            assertThat(answer.err())
                    .contains("MUSTER_TOKEN is not a valid token")
                    .doesNotContain(TOKEN);
            assertThat(answer.err().lines()).hasSize(1);
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void urlWithoutHttpIsAUsageError() {
        for (String wrong : List.of("localhost:8082", "ftp://localhost", "//localhost", "http:///api", "no address")) {
            Answer answer = Cli.runAsIs("token", "list", "--url", wrong);

            assertThat(answer.exitCode()).isEqualTo(2);
            assertThat(answer.err()).contains("http:// or https://", wrong).doesNotContain(TOKEN);
            assertThat(answer.err().lines()).hasSize(1);
        }
    }

    private void assertFails(int answered, int exitCode, String message) {
        status = answered;
        Answer answer = Cli.runAsIs("token", "list");

        assertThat(answer.exitCode()).isEqualTo(exitCode);
        assertThat(answer.err()).contains(message).doesNotContain(TOKEN);
        assertThat(answer.err().lines()).hasSize(1);
    }

    private void write(String text) throws IOException {
        Files.writeString(checkout.resolve(".muster/local.env"), text);
    }

    private static String envelope(int code, String data) {
        return "{\"code\":" + code + ",\"message\":\"said\",\"data\":" + data + "}";
    }
}
