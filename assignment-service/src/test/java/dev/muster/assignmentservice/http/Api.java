package dev.muster.assignmentservice.http;

import dev.muster.assignmentservice.pipeline.Pipeline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client for tests. It follows no redirects and adds no headers. */
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final Pipeline pipeline;

    public Api(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** A client of the shared service. */
    public static Api shared() {
        return new Api(Pipeline.shared());
    }

    public Call get(String path) {
        return call("GET", path);
    }

    public Call post(String path) {
        return call("POST", path);
    }

    public Call put(String path) {
        return call("PUT", path);
    }

    public Call patch(String path) {
        return call("PATCH", path);
    }

    public Call delete(String path) {
        return call("DELETE", path);
    }

    /** A request with any method; the path is encoded and includes the query. */
    public Call call(String method, String path) {
        return new Call(method, pipeline.http(path));
    }

    /** A request under construction. */
    public static final class Call {

        private final String method;
        private final HttpRequest.Builder request;
        private byte @Nullable [] body;

        private Call(String method, URI uri) {
            this.method = method;
            request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        }

        /** Adds a header. */
        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        /** Sends the token as in the first, third and fourth contract. */
        public Call bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        /** Sends the token as in the second contract. */
        public Call authToken(String token) {
            return header("X-Auth-Token", token);
        }

        /** Sets a body with Content-Type: application/json. */
        public Call json(String json) {
            return body("application/json", json.getBytes(StandardCharsets.UTF_8));
        }

        public Call body(String contentType, byte[] bytes) {
            body = bytes;
            return header("Content-Type", contentType);
        }

        /** Sets a body; Content-Type has to be among the headers already. */
        public Call bodyOnly(byte[] bytes) {
            body = bytes;
            return this;
        }

        public Answer send() {
            try {
                HttpResponse<byte[]> response = CLIENT.send(
                        request.method(
                                        method,
                                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray());
                return new Answer(response);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** A response. */
    public record Answer(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public byte[] bytes() {
            return response.body();
        }

        public String body() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** The value of the header; null when it is missing. */
        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The value of the header; fails when it is missing. */
        public String requiredHeader(String name) {
            return Objects.requireNonNull(header(name), name);
        }

        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }
}
