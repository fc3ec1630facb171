package dev.muster.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fakes the assignment service's HTTP API: one answer for each path and query. */
final class FakeHttpService implements AutoCloseable {

    private record Response(int status, String body) {}

    private final Map<String, Response> responses = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    FakeHttpService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    FakeHttpService answering(String pathAndQuery, int status, String body) {
        responses.put(pathAndQuery, new Response(status, body));
        return this;
    }

    Map<String, String> environment() {
        return Map.of(
                "ASSIGNMENT_URL", "http://localhost:" + server.getAddress().getPort(), "MUSTER_TOKEN", "mst_x");
    }

    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestURI().toString();
        requests.add(request);
        Response response = responses.getOrDefault(request, new Response(599, "{\"message\":\"no answer\"}"));
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
