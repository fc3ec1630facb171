package dev.muster.ingestservice.agent.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingestservice.IngestPipeline;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends malformed requests as raw bytes. */
class FactsFuzzIT {

    private static final Logger log = LoggerFactory.getLogger(FactsFuzzIT.class);
    private static final int REQUESTS = 2_000;
    private static final int STATUS_END = 12;
    private static final List<String> FRAGMENTS = List.of(
            "null",
            "true",
            "-0",
            "1e999999",
            "1e-999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "{}",
            "[]",
            "[[",
            "}",
            "\"",
            "\\",
            ",",
            ":",
            "\u0000",
            "\u00ff",
            "{\"id\":\"a\",\"module\":\"b\"}",
            "9".repeat(2_000),
            "\"" + "x".repeat(2_000) + "\"",
            "{\"a\":".repeat(150),
            "/*",
            "NaN",
            "\ufeff");
    private static final List<String> LINES = List.of(
            "Content-Encoding: gzip",
            "Content-Type: text/xml",
            "Transfer-Encoding: chunked",
            "Content-Length: -1",
            "Content-Length: 99999999999",
            "Content-Length: x",
            "Expect: 100-continue",
            "Expect: the worst",
            "Authorization: Basic x",
            "Accept: image/png",
            "Accept: ;;;",
            "Host: \u0001",
            "X: " + "x".repeat(20_000),
            "X-HTTP-Method-Override: DELETE",
            " folded",
            ":");
    private static final List<String> TARGETS = List.of(
            Agent.PATH,
            Agent.PATH + "/",
            "/systems/inventory",
            "/proxy/inventory",
            "/proxy/%2e%2e/x",
            Agent.PATH + "?a=%00",
            Agent.PATH + "//",
            "/api/systems/../inventory",
            "/api/systems/inventory;a=b",
            "/api/%2e%2e/x",
            "/api/systems/%00",
            "/api",
            "*",
            "/api/systems/inventory%");
    private static final List<String> METHODS =
            List.of("POST", "POST", "POST", "POST", "POST", "PUT", "GET", "HEAD", "TRACE", "FOO", "post");

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final Agent agent = Agent.enrolled(pipeline);

    @Test
    void malformedRequestsCauseNoServerErrors() throws IOException {
        long seed = Long.getLong("muster.seed", System.nanoTime());
        log.info("seed {}, repeat it with -Dmuster.seed=", seed);
        Random random = new Random(seed);
        TreeMap<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            // Every second request is valid HTTP, so that its body is read.
            String head = i % 2 == 0 ? goodHead() : badHead(random);
            byte[] body = mutated(i % 4 < 2 ? FactsDocument.REAL : FactsDocument.LEADER, random);

            String status = send(head, body);

            assertThat(status).as("seed %s, request %s", seed, i).doesNotStartWith("5");
            answers.merge(status, 1, Integer::sum);
        }
        log.info("answers {}", answers);
        assertThat(answers).containsKeys("202", "400");
        assertThat(agent.post(FactsDocument.REAL).statusCode()).isEqualTo(202);
    }

    private String goodHead() {
        return "POST " + Agent.PATH + " HTTP/1.1\r\n" + String.join("\r\n", headers()) + "\r\n";
    }

    private String badHead(Random random) {
        List<String> headers = new ArrayList<>(headers());
        for (int i = random.nextInt(3); i >= 0; i--) {
            headers.add(random.nextInt(headers.size()), any(LINES, random));
            if (random.nextInt(4) == 0) {
                headers.remove(random.nextInt(headers.size()));
            }
        }
        return any(METHODS, random) + " " + any(TARGETS, random) + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                + "\r\n";
    }

    private List<String> headers() {
        return List.of(
                "Host: localhost",
                "Authorization: " + agent.authorization(),
                "Content-Type: application/json",
                "Connection: close");
    }

    private static byte[] mutated(String document, Random random) {
        String text = document;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(30));
            text = switch (random.nextInt(4)) {
                case 0 -> text.substring(0, from) + any(FRAGMENTS, random) + text.substring(to);
                case 1 -> text.substring(0, from) + text.substring(to);
                case 2 -> text.substring(0, to) + text.substring(from);
                default -> valueReplaced(text, from, any(FRAGMENTS, random));
            };
            if (text.isEmpty()) {
                text = " ";
            }
        }
        byte[] bytes = text.getBytes(UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    /** Replaces the first value after an offset, which keeps the document well-formed more often than truncation does. */
    private static String valueReplaced(String text, int from, String value) {
        int colon = text.indexOf(':', from);
        int end = colon < 0 ? -1 : text.indexOf(',', colon);
        return end < 0 ? text : text.substring(0, colon + 1) + value + text.substring(end);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** The status; empty when the server only closed the connection. */
    private String send(String head, byte[] body) throws IOException {
        URI server = URI.create(pipeline.url());
        String length = head.contains("Content-Length") || head.contains("chunked")
                ? ""
                : "Content-Length: " + body.length + "\r\n";
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write((head + length + "\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            socket.shutdownOutput();
            String status = new String(socket.getInputStream().readNBytes(STATUS_END), ISO_8859_1);
            return status.isEmpty() ? "" : status.substring(status.indexOf(' ') + 1);
        } catch (java.net.SocketException e) {
            // The server rejected the head and closed the connection before all of the body was sent.
            return "";
        }
    }
}
