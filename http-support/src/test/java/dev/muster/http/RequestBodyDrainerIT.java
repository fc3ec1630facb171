package dev.muster.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBodyDrainerIT {

    private static final int THREADS = 20;
    private static final int MEGABYTE = 1024 * 1024;
    private static final String ANSWER = "who are you?";

    /** A strong reference keeps the level that is set. */
    private static final Logger SERVER_LOG = Logger.getLogger("org.apache");

    private final List<Socket> clients = new ArrayList<>();
    private @Nullable Tomcat server;

    @TempDir
    private @Nullable Path folder;

    @AfterEach
    void stop() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        if (server != null) {
            server.stop();
            server.destroy();
        }
    }

    @Test
    void clientThatSendsARejectedBodyFirstGetsTheResponse() throws Exception {
        start();

        assertThat(answer(send(16 * MEGABYTE, 16 * MEGABYTE)))
                .startsWith("HTTP/1.1 401")
                .endsWith(ANSWER);
    }

    @Test
    void slowClientsDoNotOccupyAllThreads() throws Exception {
        start();
        for (int i = 0; i < 3 * THREADS; i++) {
            assertThat(answer(send(MEGABYTE, 1))).startsWith("HTTP/1.1 401");
        }

        assertThat(answer(send(10, 10))).startsWith("HTTP/1.1 401");
    }

    @Test
    void slowOptionsRequestsDoNotOccupyAllThreads() throws Exception {
        start();
        for (int i = 0; i < 3 * THREADS; i++) {
            Socket client = connect();
            client.getOutputStream()
                    .write("OPTIONS * HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n".getBytes(US_ASCII));
            assertThat(readUntil("\r\n\r\n", client)).startsWith("HTTP/1.1 200");
        }

        assertThat(answer(send(10, 10))).startsWith("HTTP/1.1 401");
    }

    @Test
    void closesTheConnectionOfASlowClient() throws Exception {
        start(Duration.ofMillis(200));
        Socket client = send(MEGABYTE, 1);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThatThrownBy(() -> client.getOutputStream().write('x'))
                                .isInstanceOf(IOException.class));
    }

    @Test
    void readsAChunkedBody() throws Exception {
        start();
        Socket client = connect();
        client.getOutputStream()
                .write((head("/read", "Transfer-Encoding: chunked") + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                        .getBytes(US_ASCII));

        assertThat(answer(client)).startsWith("HTTP/1.1 200").contains("Bytes: 5");
    }

    @Test
    void doesNotWaitForChunkExtensions() throws Exception {
        start();
        Socket client = connect();
        client.getOutputStream().write((head("/", "Transfer-Encoding: chunked") + "1;aaa").getBytes(US_ASCII));

        assertThat(answer(client)).startsWith("HTTP/1.1 401");
        assertThat(client.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void readsAtMostTwentyMegabytes() throws Exception {
        start();

        assertThatThrownBy(() -> send(100 * MEGABYTE, 100 * MEGABYTE)).isInstanceOf(IOException.class);
    }

    private void start() throws Exception {
        start(Duration.ofSeconds(30));
    }

    private void start(Duration drainTimeout) throws Exception {
        SERVER_LOG.setLevel(Level.SEVERE);
        Tomcat tomcat = new Tomcat();
        server = tomcat;
        tomcat.setBaseDir(String.valueOf(folder));
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxThreads", Integer.toString(THREADS));
        tomcat.getConnector().setProperty("connectionTimeout", "600000");
        SlowClientProtection.limit(tomcat.getConnector(), drainTimeout);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "rejecting", new RejectingServlet());
        context.addServletMappingDecoded("/*", "rejecting");
        tomcat.start();
    }

    private int port() {
        return java.util.Objects.requireNonNull(server).getConnector().getLocalPort();
    }

    private Socket connect() throws IOException {
        Socket client = new Socket("localhost", port());
        clients.add(client);
        client.setSoTimeout(30_000);
        return client;
    }

    private Socket send(int length, int sent) throws IOException {
        Socket client = connect();
        client.getOutputStream().write(head("/", "Content-Length: " + length).getBytes(US_ASCII));
        byte[] part = new byte[Math.min(sent, MEGABYTE)];
        for (int i = 0; i < sent; i += part.length) {
            client.getOutputStream().write(part);
        }
        return client;
    }

    private static String head(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + body + "\r\n\r\n";
    }

    private static String answer(Socket client) throws IOException {
        return readUntil(ANSWER, client);
    }

    private static String readUntil(String end, Socket client) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf(end) < 0) {
            int one = client.getInputStream().read();
            if (one < 0) {
                break;
            }
            answer.append((char) one);
        }
        return answer.toString();
    }

    private static final class RejectingServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/read")) {
                int count = request.getInputStream().readAllBytes().length;
                response.setHeader("Bytes", Integer.toString(count));
            } else {
                response.setStatus(401);
            }
            response.setContentLength(ANSWER.length());
            response.getOutputStream().print(ANSWER);
        }
    }
}
