package dev.muster.cli.access;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.LocalEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The assignment service's HTTP interface. The token is never an option: command lines can be seen by everybody on the
 * machine.
 */
final class ServiceApi {

    private static final String URL = "ASSIGNMENT_URL";
    private static final String DEFAULT_URL = "http://localhost:8082";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The assignment service; else the environment's " + URL
                    + ", else what ./muster local runs, else " + DEFAULT_URL + ".")
    private @Nullable String url;

    /** The envelope's data; fails with what the service says. */
    JsonNode call(String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request = request(path)
                .timeout(TIMEOUT)
                .header("Authorization", token().authorization())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        HttpResponse<byte[]> response = send(request.build());
        JsonNode answer = json(response);
        if (response.statusCode() >= 400) {
            throw failure(response.statusCode(), answer);
        }
        return answer.path("data");
    }

    /** A request knows no other addresses than those of HTTP. */
    private HttpRequest.Builder request(String path) {
        String base = url == null ? Objects.requireNonNullElse(LocalEnvironment.find(URL), DEFAULT_URL) : url;
        try {
            return HttpRequest.newBuilder(URI.create(base.replaceAll("/+$", "") + path));
        } catch (IllegalArgumentException e) {
            throw CliException.usage("the assignment service's address is none of http:// or https://: " + base);
        }
    }

    private static MusterToken token() {
        return MusterToken.find()
                .orElseThrow(() -> CliException.usage("no token: set " + MusterToken.VARIABLE
                        + " to one with the scope manage:tokens, or start ./muster local"));
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HttpClient.newBuilder().connectTimeout(TIMEOUT).build().send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw CliException.infrastructure(
                    "the assignment service does not answer at " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.infrastructure("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw CliException.infrastructure(
                    response.uri() + " answers with status " + response.statusCode() + " and no JSON: is it Muster's?");
        }
    }

    private static CliException failure(int status, JsonNode answer) {
        String message = answer.path("message").asString("");
        if (status >= 500) {
            return CliException.infrastructure(
                    "the assignment service cannot do this now (" + status + "): " + message);
        }
        if (status == 401) {
            return CliException.no("the token is refused: " + MusterToken.VARIABLE + " is wrong, expired or revoked");
        }
        List<String> wrong = new ArrayList<>();
        answer.at("/data/errors")
                .forEach(one -> wrong.add(one.path("key").asString("") + ": "
                        + one.path("message").asString("")));
        return status == 400
                ? CliException.usage(message + (wrong.isEmpty() ? "" : ": " + String.join("; ", wrong)))
                : CliException.no(message);
    }
}
