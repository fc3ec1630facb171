package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.stack.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * How long the ingest service was at its polls, from the first record to the commit, as its metrics tell.
 *
 * @param seconds of all polls together
 */
record PollDurations(double seconds) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String METRIC = "muster_poll_duration_seconds_sum{";

    /** Until now, of the service at the given address. */
    static PollDurations of(String url) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus")).build();
        try {
            String metrics =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new PollDurations(metrics.lines()
                    .filter(line -> line.startsWith(METRIC))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum());
        } catch (IOException e) {
            throw new BenchmarkException("the metrics of " + url + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    PollDurations since(PollDurations before) {
        return new PollDurations(seconds - before.seconds);
    }
}
