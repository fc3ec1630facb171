package dev.muster.assignmentservice.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** Sends raw requests, including invalid ones. */
final class RawHttp implements AutoCloseable {

    private static final int TIMEOUT_MS = 20_000;
    private static final String HEAD = "HEAD ";

    private final int port;
    private Socket socket;
    private InputStream in;

    RawHttp(int port) throws IOException {
        this.port = port;
        connect();
    }

    /** The status of the response; 0 when the server closed the connection without one. */
    int send(byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            return readAnswer(new String(request, 0, HEAD.length(), ISO_8859_1).equals(HEAD));
        } catch (IOException e) {
            // The server may respond and close while the body is being sent.
            return reconnect(0);
        }
    }

    private int readAnswer(boolean toHead) throws IOException {
        String statusLine = line();
        if (statusLine.isEmpty()) {
            return reconnect(0);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        long length = -1;
        boolean closes = false;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).trim());
            }
            closes |= lower.startsWith("connection:") && lower.contains("close");
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (closes || (length < 0 && !chunked && status != 204 && status != 304)) {
            return reconnect(status);
        }
        if (!toHead) {
            skipBody(length, chunked);
        }
        return status;
    }

    private void skipBody(long length, boolean chunked) throws IOException {
        if (chunked) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                in.skipNBytes(size);
                line();
            }
            line();
        } else if (length > 0) {
            in.skipNBytes(length);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                if (line.size() == 0) {
                    return "";
                }
                throw new EOFException("the answer ends within a line");
            }
            if (one != '\r') {
                line.write(one);
            }
        }
        return line.toString(ISO_8859_1);
    }

    private int reconnect(int status) throws IOException {
        close();
        connect();
        return status;
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
