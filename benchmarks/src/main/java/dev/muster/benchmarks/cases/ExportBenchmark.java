package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.stack.BenchmarkException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Exports all applications, and reads the rows as fast as they come. */
final class ExportBenchmark {

    static final List<String> FORMATS = List.of("csv", "ndjson");

    private static final int OK = 200;
    private static final int BUFFER = 64 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    ExportBenchmark(String url, String token) {
        this.url = url + "/api/applications/export?format=";
        this.token = token;
    }

    /**
     * How long an export takes, from the request to the end of the body.
     *
     * @throws BenchmarkException if it is not complete or has another number of rows
     */
    double seconds(String format, long rows) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + format))
                .header("Authorization", "Bearer " + token)
                .build();
        long expected = format.equals("csv") ? rows + 1 : rows;
        long start = System.nanoTime();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            long lines = countLines(response.body());
            double seconds = (System.nanoTime() - start) / 1e9;
            if (response.statusCode() != OK || lines != expected) {
                throw new BenchmarkException("the export as " + format + " had status " + response.statusCode()
                        + " and " + lines + " lines, but must have " + expected);
            }
            return seconds;
        } catch (IOException e) {
            throw new BenchmarkException("the export as " + format + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", e);
        }
    }

    /** The texts of the fleet have no line ends. */
    private static long countLines(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long lines = 0;
        try (body) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
