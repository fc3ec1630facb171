package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.commands.Latencies;
import dev.muster.benchmarks.stack.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Asks for pages of applications, on one connection. */
final class PageProbe {

    private static final int OK = 200;
    private static final String EMPTY = "\"total_count\":0,";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    PageProbe(String url, String token) {
        this.url = url + "/api/applications?";
        this.token = token;
    }

    /** Of so many requests, the queries in turn; each has to have something on its page. */
    Latencies measure(List<String> queries, int requests) {
        long[] nanos = new long[requests];
        for (int number = 0; number < requests; number++) {
            nanos[number] = ask(queries.get(number % queries.size()));
        }
        return new Latencies(nanos);
    }

    private long ask(String query) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + query))
                .header("Authorization", "Bearer " + token)
                .build();
        long begin = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            long nanos = System.nanoTime() - begin;
            if (answer.statusCode() != OK || answer.body().contains(EMPTY)) {
                throw new BenchmarkException("the page of " + query + " was answered with " + answer.statusCode()
                        + " and " + answer.body().length() + " characters: it should have applications on it");
            }
            return nanos;
        } catch (IOException e) {
            throw new BenchmarkException("the page of " + query + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }
}
