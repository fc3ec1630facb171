package dev.muster.benchmarks.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits for the readiness of a service. */
public final class Readiness {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);
    private static final int READY = 200;

    private Readiness() {}

    /** Waits until the service on the local port is ready. */
    public static void await(JavaProcess process, int port) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Polling.await("starting the service of " + process.log(), READY_TIMEOUT, () -> {
            process.requireAlive();
            return isReady(request);
        });
    }

    private static boolean isReady(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == READY;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
