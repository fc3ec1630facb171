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
 * Client for the assignment service's HTTP API. The token is not a command-line option, because other users of the
 * machine can see command lines.
 */
final class ServiceApi {

    private static final String URL = "ASSIGNMENT_URL";
    private static final String DEFAULT_URL = "http://localhost:8082";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of the assignment service. Default: " + URL + ", the running ./muster local, or "
                    + DEFAULT_URL + ".")
    private @Nullable String url;

    /** Returns the {@code data} of the response; an error response becomes a {@link CliException}. */
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

    private HttpRequest.Builder request(String path) {
        String base = url == null ? Objects.requireNonNullElse(LocalEnvironment.find(URL), DEFAULT_URL) : url;
        try {
            return HttpRequest.newBuilder(URI.create(base.replaceAll("/+$", "") + path));
        } catch (IllegalArgumentException e) {
            throw CliException.usage("the URL of the assignment service must start with http:// or https://: " + base);
        }
    }

    private static MusterToken token() {
        return MusterToken.find()
                .orElseThrow(() -> CliException.usage("no token: set " + MusterToken.VARIABLE
                        + " to a token with the scope manage:tokens, or start ./muster local"));
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HttpClient.newBuilder().connectTimeout(TIMEOUT).build().send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw CliException.unavailable("no response from the assignment service at " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.unavailable("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw CliException.unavailable(response.uri() + " responded with status " + response.statusCode()
                    + " but without JSON: check the URL");
        }
    }

    private static CliException failure(int status, JsonNode answer) {
        String message = answer.path("message").asString("");
        if (status >= 500) {
            return CliException.unavailable(
                    "the assignment service is unavailable (status " + status + "): " + message);
        }
        if (status == 401) {
            return CliException.rejected("token rejected: " + MusterToken.VARIABLE + " is invalid, expired or revoked");
        }
        List<String> errors = new ArrayList<>();
        answer.at("/data/errors")
                .forEach(error -> errors.add(error.path("key").asString("") + ": "
                        + error.path("message").asString("")));
        return status == 400
                ? CliException.usage(message + (errors.isEmpty() ? "" : ": " + String.join("; ", errors)))
                : CliException.rejected(message);
    }
}
