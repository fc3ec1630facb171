package dev.muster.assignmentservice.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A raw request with all its headers, including those that client libraries do not send.
 *
 * @param headers whole lines; Host and Connection are added when they are missing
 */
public record WireRequest(
        String method,
        String path,
        List<String> headers,
        @Nullable String body) {

    private static final int TIMEOUT_MS = 30_000;

    /** A response. */
    public record WireAnswer(int status, List<String> headers, String body) {

        /** The value of the header; null when it is missing. */
        public @Nullable String header(String name) {
            String begin = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
                    .map(line -> line.substring(begin.length()).strip())
                    .findFirst()
                    .orElse(null);
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /** The same request to another path. */
    public WireRequest to(String otherPath) {
        return new WireRequest(method, otherPath, headers, body);
    }

    /** The same request with one more header. */
    public WireRequest with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new WireRequest(method, path, more, body);
    }

    /** Sends it to the server of the URI. */
    public WireAnswer send(URI server) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(bytes());
            socket.getOutputStream().flush();
            return answer(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() throws IOException {
        byte[] content = body == null ? new byte[0] : body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (headers.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("host:"))) {
            head.append("Host: localhost\r\n");
        }
        if (body != null) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.toString().getBytes(ISO_8859_1));
        all.write(content);
        return all.toByteArray();
    }

    private static WireAnswer answer(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        String begin = "HTTP/1.1 ";
        int status = Integer.parseInt(line(in).substring(begin.length(), begin.length() + 3));
        List<String> headers = new ArrayList<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        WireAnswer head = new WireAnswer(status, headers, "");
        byte[] content = "chunked".equals(head.header("Transfer-Encoding")) ? chunks(in) : in.readAllBytes();
        return new WireAnswer(status, headers, new String(content, UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            content.write(in.readNBytes(size));
            line(in);
        }
        return content.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
            if (one != '\r') {
                line.write(one);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
