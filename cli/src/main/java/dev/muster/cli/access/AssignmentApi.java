package dev.muster.cli.access;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.installation.MusterToken;
import dev.muster.cli.terminal.TerminalText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The assignment service's HTTP API. */
public final class AssignmentApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** A missing or stale plan is a refusal, not a wrong command line. */
    private static final String PLAN_TOKEN = "plan_token: ";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String baseUrl;
    private final Optional<MusterToken> token;
    private @Nullable HttpClient client;

    /** The API at the URL; without a token, each request fails. */
    public AssignmentApi(String baseUrl, Optional<MusterToken> token) {
        this.baseUrl = baseUrl.replaceAll("/+$", "");
        this.token = token;
    }

    /**
     * What a request needs and is about, for error messages.
     *
     * @param scope the permission, such as {@code read:rules}
     * @param what such as {@code run}
     */
    public record Access(String scope, String what) {}

    /**
     * A request.
     *
     * @param path with the query
     * @param timeout how long to wait for the beginning of the response
     */
    public record Request(
            String method,
            String path,
            Access access,
            Map<String, String> headers,
            BodyPublisher body,
            Duration timeout) {

        /** A request for JSON without a body. */
        public static Request of(String method, String path, Access access) {
            Map<String, String> headers = Map.of("Accept", "application/json", "Content-Type", "application/json");
            return new Request(method, path, access, headers, BodyPublishers.noBody(), TIMEOUT);
        }

        /** The same with a header. */
        public Request with(String header, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(header, value);
            return new Request(method, path, access, changed, body, timeout);
        }

        /** The same with a body. */
        public Request with(String contentType, BodyPublisher publisher) {
            return new Request(method, path, access, headers, publisher, timeout).with("Content-Type", contentType);
        }

        /** The same with a body of JSON. */
        public Request with(JsonNode json) {
            return with("application/json", BodyPublishers.ofString(json.toString()));
        }

        /** The same with another timeout. */
        public Request within(Duration limit) {
            return new Request(method, path, access, headers, body, limit);
        }
    }

    /**
     * A response.
     *
     * @param tag the entity tag, if it has one
     */
    public record Answer(int status, JsonNode json, Optional<String> tag) {

        /** The {@code data} of the first contract. */
        public JsonNode data() {
            return json.path("data");
        }
    }

    /**
     * Sends a request.
     *
     * @param accepted statuses of errors that the caller handles
     * @throws CliException for any other error
     */
    public Answer send(Request request, Integer... accepted) {
        HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
        JsonNode json = json(response.uri(), response.statusCode(), response.body());
        if (response.statusCode() >= 400 && !List.of(accepted).contains(response.statusCode())) {
            throw failure(response.statusCode(), json, request.access());
        }
        return new Answer(response.statusCode(), json, response.headers().firstValue("ETag"));
    }

    /** Sends a request for something else than JSON; the caller closes the stream. */
    public InputStream open(Request request) {
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() < 400) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw failure(
                    response.statusCode(),
                    json(response.uri(), response.statusCode(), body.readAllBytes()),
                    request.access());
        } catch (IOException e) {
            throw unreachable(response.uri(), e);
        }
    }

    private <T> HttpResponse<T> send(Request request, BodyHandler<T> handler) {
        HttpRequest.Builder builder = builder(request.path())
                .timeout(request.timeout())
                .header("Authorization", token(request.access()).authorization())
                .method(request.method(), request.body());
        request.headers().forEach(builder::header);
        HttpRequest built = builder.build();
        try {
            if (client == null) {
                client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            }
            return client.send(built, handler);
        } catch (IOException e) {
            throw unreachable(built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.unavailable("interrupted", e);
        }
    }

    private HttpRequest.Builder builder(String path) {
        try {
            return HttpRequest.newBuilder(URI.create(baseUrl + path));
        } catch (IllegalArgumentException e) {
            throw CliException.usage(
                    "the URL of the assignment service must start with http:// or https://: " + baseUrl);
        }
    }

    private MusterToken token(Access access) {
        return token.orElseThrow(
                () -> CliException.usage("no token: set " + MusterToken.VARIABLE + " to a token with the scope "
                        + access.scope() + ", use a context with one, or start ./muster local"));
    }

    /** The failure of a connection. */
    public static CliException unreachable(URI uri, IOException e) {
        return CliException.unavailable("no response from the assignment service at " + uri + ": " + Cause.of(e), e);
    }

    private static JsonNode json(URI uri, int status, byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw CliException.unavailable(
                    uri + " responded with status " + status + " but without JSON: check the URL");
        }
    }

    /** Understands the error formats of all four contracts. */
    private static CliException failure(int status, JsonNode answer, Access access) {
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
            return CliException.rejected((message.isEmpty() ? "not found" : message) + ": there is no such "
                    + access.what() + " that the token may see");
        }
        if (status == 403 && (access.scope().startsWith("read:") || message.equals("insufficient permissions"))) {
            return CliException.rejected(message + ": the token needs the scope " + access.scope());
        }
        List<String> errors = problems(answer);
        String all = message + (errors.isEmpty() ? "" : ": " + String.join("; ", errors));
        boolean plan = errors.stream().anyMatch(error -> error.startsWith(PLAN_TOKEN));
        return status == 400 && !plan ? CliException.usage(all) : CliException.rejected(all);
    }

    /** The problems of a rejected request, each as {@code path: message}. */
    public static List<String> problems(JsonNode answer) {
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
