package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.stack.BenchmarkException;
import dev.muster.benchmarks.stack.Polling;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Previews and publishes the platform's rule set over HTTP, as a platform administrator. */
final class RulesClient {

    private static final String RULES = "/api/organizations/_platform/rule-set";
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(30);
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final String url;
    private final String token;

    RulesClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** What a document would change: the answer's data. */
    JsonNode preview(String document) {
        return data(send(request(RULES + "/preview").POST(HttpRequest.BodyPublishers.ofString(document))));
    }

    /** Publishes a document that was previewed; returns the path of its run. */
    String publish(String document, JsonNode preview) {
        HttpResponse<String> present = answer(request(RULES).GET());
        boolean first = present.statusCode() == NOT_FOUND;
        HttpRequest.Builder put = request(
                        RULES + "?plan_token=" + preview.get("plan_token").stringValue())
                .header(
                        first ? "If-None-Match" : "If-Match",
                        first ? "*" : present.headers().firstValue("ETag").orElseThrow())
                .PUT(HttpRequest.BodyPublishers.ofString(document));
        return "/api/runs/" + data(send(put)).get("id").stringValue();
    }

    /** Waits until the run is done; returns the number of applications that it has changed. */
    long awaitDone(String run) {
        return Polling.awaitValue("the run " + run, RUN_TIMEOUT, () -> {
            JsonNode found = data(send(request(run).GET()));
            String state = found.get("state").stringValue();
            if (state.equals("refused") || state.equals("superseded")) {
                throw new BenchmarkException("the run is " + state + ": " + found.get("message"));
            }
            return state.equals("done")
                    ? OptionalLong.of(found.at("/counts/changed").longValue())
                    : OptionalLong.empty();
        });
    }

    /** Whether the run is at work. */
    boolean isAtWork(String run) {
        String state = data(send(request(run).GET())).get("state").stringValue();
        return state.equals("counting") || state.equals("running");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode data(HttpResponse<String> response) {
        return json.readTree(response.body()).get("data");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> response = answer(request);
        if (response.statusCode() >= 300) {
            throw new BenchmarkException(
                    response.uri() + " had status " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new BenchmarkException("a request about rules failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
