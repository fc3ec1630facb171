package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.Latencies;
import dev.muster.benchmarks.stack.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Requests pages of applications on one connection. */
final class PageBenchmark {

    private static final int OK = 200;
    private static final String EMPTY = "\"total_count\":0,";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    PageBenchmark(String url, String token) {
        this.url = url + "/api/applications?";
        this.token = token;
    }

    /** Sends the queries in turn; fails if a page is empty. */
    Latencies measure(List<String> queries, int requests) {
        long[] nanos = new long[requests];
        for (int number = 0; number < requests; number++) {
            nanos[number] = measure(queries.get(number % queries.size()));
        }
        return new Latencies(nanos);
    }

    private long measure(String query) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + query))
                .header("Authorization", "Bearer " + token)
                .build();
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            long nanos = System.nanoTime() - start;
            if (response.statusCode() != OK || response.body().contains(EMPTY)) {
                throw new BenchmarkException("the page of " + query + " had status " + response.statusCode() + " and "
                        + response.body().length() + " characters, but must contain applications");
            }
            return nanos;
        } catch (IOException e) {
            throw new BenchmarkException("the page of " + query + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
