package dev.muster.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Fakes the assignment service's HTTP API: answers for each path and query, or for a method with them. */
final class FakeHttpService implements AutoCloseable {

    /**
     * A request.
     *
     * @param line method, path and query
     */
    record Received(String line, Headers headers, String body) {}

    /** @param whole whether the body ends as it should */
    private record Response(int status, String body, boolean whole) {}

    private final Map<String, Deque<Response>> responses = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    FakeHttpService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One more answer for this request; the last one is repeated. Answers have the entity tag "7". */
    FakeHttpService answering(String request, int status, String body) {
        responses.computeIfAbsent(request, key -> new ConcurrentLinkedDeque<>()).add(new Response(status, body, true));
        return this;
    }

    /** An answer whose connection ends in the middle of the body. */
    FakeHttpService breakingOff(String request, String body) {
        responses.computeIfAbsent(request, key -> new ConcurrentLinkedDeque<>()).add(new Response(200, body, false));
        return this;
    }

    Map<String, String> environment() {
        return Map.of(
                "ASSIGNMENT_URL", "http://localhost:" + server.getAddress().getPort(), "MUSTER_TOKEN", "mst_x");
    }

    List<String> requests() {
        return requests;
    }

    List<Received> received() {
        return received;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestURI().toString();
        String line = exchange.getRequestMethod() + " " + request;
        requests.add(request);
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(line, exchange.getRequestHeaders(), sent));
        Deque<Response> answers = responses.getOrDefault(line, responses.getOrDefault(request, new ArrayDeque<>()));
        Response response = answers.size() > 1 ? answers.remove() : answers.peek();
        if (response == null) {
            response = new Response(599, "{\"message\":\"no answer\"}", true);
        }
        exchange.getResponseHeaders().add("ETag", "\"7\"");
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.status(), response.whole() ? bytes.length : bytes.length + 1);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
