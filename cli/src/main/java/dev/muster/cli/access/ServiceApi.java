package dev.muster.cli.access;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.installation.Address;
import dev.muster.cli.installation.Installation;
import dev.muster.cli.installation.MusterToken;
import dev.muster.cli.terminal.TerminalText;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Client for the assignment service's HTTP API. The token is not a command-line option, because other users of the
 * machine can see command lines.
 */
final class ServiceApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of the assignment service. Default: ASSIGNMENT_URL, the context, the running"
                    + " ./muster local, or http://localhost:8082.")
    private @Nullable String url;

    private @Nullable HttpClient client;

    /** Returns the {@code data} of the response about tokens; an error response becomes a {@link CliException}. */
    JsonNode call(String method, String path, @Nullable JsonNode body) {
        return answer(method, path, body, "manage:tokens", "token").path("data");
    }

    /** Reads one thing, or a page of a list. */
    JsonNode get(String path, String scope, String what) {
        return answer("GET", path, null, scope, what);
    }

    private JsonNode answer(String method, String path, @Nullable JsonNode body, String scope, String what) {
        HttpRequest.Builder request = request(path)
                .timeout(TIMEOUT)
                .header("Authorization", token(scope).authorization())
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        HttpResponse<byte[]> response = send(request.build());
        JsonNode answer = json(response);
        if (response.statusCode() >= 400) {
            throw failure(response.statusCode(), answer, scope, what);
        }
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        String base = url == null ? Installation.of(command).address(Address.ASSIGNMENT) : url;
        try {
            return HttpRequest.newBuilder(URI.create(base.replaceAll("/+$", "") + path));
        } catch (IllegalArgumentException e) {
            throw CliException.usage("the URL of the assignment service must start with http:// or https://: " + base);
        }
    }

    private MusterToken token(String scope) {
        return Installation.of(command)
                .token()
                .orElseThrow(() -> CliException.usage("no token: set " + MusterToken.VARIABLE
                        + " to a token with the scope " + scope
                        + ", use a context with one, or start ./muster local"));
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            if (client == null) {
                client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            }
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw CliException.unavailable(
                    "no response from the assignment service at " + request.uri() + ": " + Cause.of(e), e);
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

    /** Understands the error formats of all four contracts. */
    private static CliException failure(int status, JsonNode answer, String scope, String what) {
        String message = TerminalText.inLine(answer.path("message")
                .asString(answer.path("description").asString(""))
                .replaceFirst("\\.$", ""));
        if (status >= 500) {
            return CliException.unavailable(
                    "the assignment service is unavailable (status " + status + "): " + message);
        }
        if (status == 401) {
            return CliException.rejected("token rejected: " + MusterToken.VARIABLE
                    + " is invalid, expired or revoked; without it, the token of the context is");
        }
        if (status == 404) {
            return CliException.rejected((message.isEmpty() ? "not found" : message) + ": there is no such " + what
                    + " that the token may see");
        }
        if (status == 403 && (scope.startsWith("read:") || message.equals("insufficient permissions"))) {
            return CliException.rejected(message + ": the token needs the scope " + scope);
        }
        List<String> errors = problems(answer);
        return status == 400
                ? CliException.usage(message + (errors.isEmpty() ? "" : ": " + String.join("; ", errors)))
                : CliException.rejected(message);
    }

    private static List<String> problems(JsonNode answer) {
        List<String> problems = new ArrayList<>();
        answer.at("/data/errors")
                .forEach(error -> problems.add(error.path("key").asString("") + ": "
                        + error.path("message").asString("")));
        answer.path("detail")
                .properties()
                .forEach(field -> field.getValue()
                        .forEach(problem -> problems.add(field.getKey() + ": " + problem.asString(""))));
        return problems.stream().map(TerminalText::inLine).toList();
    }
}
