package dev.muster.ingestservice.agent.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** An upload that stalls after it has started. */
final class SlowUpload implements AutoCloseable {

    private final Socket socket;

    private SlowUpload(Socket socket) {
        this.socket = socket;
    }

    static SlowUpload start(String url, String authorization, int length, int sent) throws IOException {
        URI server = URI.create(url);
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream()
                .write(("POST " + Agent.PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + authorization
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(US_ASCII));
        socket.getOutputStream().write(new byte[sent]);
        socket.getOutputStream().flush();
        return new SlowUpload(socket);
    }

    /** Reads the final response of the server. */
    String status() throws IOException {
        return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), US_ASCII);
    }

    /** Whether the server has responded. */
    boolean isAnswered() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
