package dev.muster.assignmentservice.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.testing.Infrastructure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Exports whose readers stop reading in the middle, of a service that waits 3 s for them. */
class ExportStreamIT {

    /** Far more than the buffers between the service and a reader hold. */
    private static final int ROWS = 30_000;

    private static final String TIMEOUT_MS = "3000";
    private static final String INSERT_LISTED = """
            insert into assignment.listed_application
                   (application_id, system_id, instance_of, version, name, first_seen_at)
            select application_id, system_id, instance_of, version, name, first_seen_at
              from inventory.applications where application_id like ?
            on conflict do nothing
            """;

    private static final String HIDE_LIST = "alter table assignment.listed_application rename to hidden_application";
    private static final String SHOW_LIST = "alter table assignment.hidden_application rename to listed_application";

    private static final Infrastructure INFRASTRUCTURE = Infrastructure.startOwn();
    private static final Pipeline PIPELINE = new Pipeline(INFRASTRUCTURE, List.of(ShortTimeout.class));

    private final String prefix = Pipeline.unique("export");
    private final String token = new TestTokens(PIPELINE).platformAdministrator();
    private final List<Reader> readers = new ArrayList<>();

    /** Without a stereotype, by which other services of the tests would find it. */
    static class ShortTimeout {

        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> shortTimeout() {
            return new ShortTimeoutCustomizer();
        }
    }

    /** Comes after the customizers of the service. */
    private static final class ShortTimeoutCustomizer
            implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

        @Override
        public void customize(ConfigurableTomcatWebServerFactory server) {
            server.addConnectorCustomizers(connector -> connector.setProperty("connectionTimeout", TIMEOUT_MS));
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }

    @BeforeEach
    void manyApplications() {
        insert(prefix + "_m", ROWS);
    }

    @AfterEach
    void closeReaders() throws IOException {
        for (Reader reader : readers) {
            reader.close();
        }
    }

    @AfterAll
    static void stop() {
        PIPELINE.context().close();
        INFRASTRUCTURE.close();
    }

    @Test
    void allRowsAreInOrderAndOnce() throws IOException {
        List<String> ids = open("").readToEnd().ids();

        assertThat(ids)
                .isEqualTo(IntStream.rangeClosed(1, ROWS)
                        .mapToObj(n -> prefix + "_m" + n)
                        .sorted()
                        .toList());
    }

    @Test
    void changesInTheMiddleNeitherRepeatNorLoseOtherRows() throws IOException {
        Reader reader = open("").readSome();

        insert(prefix + "_a", 100);
        insert(prefix + "_z", 100);
        execute(
                "update assignment.listed_application set deleted_at = now() where application_id = ?",
                prefix + "_m9999");
        execute("update inventory.stand_in set version = '2.0' where application_id = ?", prefix + "_m9998");
        List<String> rows = reader.readToEnd().rows();

        List<String> ids = rows.stream().map(ExportStreamIT::id).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids).doesNotContain(prefix + "_m9999", prefix + "_a1");
        assertThat(ids).contains(prefix + "_z1", prefix + "_z100");
        assertThat(ids.stream().filter(id -> id.startsWith(prefix + "_m"))).hasSize(ROWS - 1);
        assertThat(rows).anyMatch(row -> id(row).equals(prefix + "_m9998") && row.contains(",2.0,"));
    }

    @Test
    void afterAFailureTheConnectionIsClosedWithoutTheEndOfTheBody() throws IOException {
        for (String format : List.of("csv", "ndjson")) {
            Reader reader = open("&format=" + format).readSome();

            execute(HIDE_LIST);
            try {
                reader.readToEnd();
            } finally {
                execute(SHOW_LIST);
            }

            assertThat(reader.isWhole()).as(format).isFalse();
            assertThat(reader.text()).startsWith("HTTP/1.1 200").doesNotContain("\"code\":500", "\"message\"");
        }
        assertThat(open("").readToEnd().isWhole()).isTrue();
    }

    @Test
    void aFailureBeforeTheFirstRowIsAnError() throws IOException {
        execute(HIDE_LIST);
        try {
            Reader reader = open("").readToEnd();

            assertThat(reader.text())
                    .startsWith("HTTP/1.1 500")
                    .contains("\"code\":500")
                    .doesNotContain("attachment");
        } finally {
            execute(SHOW_LIST);
        }
    }

    @Test
    void aReaderThatStopsHoldsNoConnectionToTheDatabaseAndItsThreadForAWhileOnly() throws IOException {
        Reader reader = open("").readSome();

        await().atMost(Duration.ofSeconds(2)).until(() -> threads() == 1 && busyConnections() == 0);
        await().atMost(Duration.ofSeconds(30)).until(() -> threads() == 0);

        assertThat(reader.readToEnd().isWhole()).isFalse();
    }

    @Test
    void aFifthExportHasToWait() throws IOException {
        List<Reader> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            four.add(open("").readSome());
        }

        String refused = open("").readToEnd().text();

        assertThat(refused)
                .startsWith("HTTP/1.1 429")
                .containsIgnoringCase("Retry-After: 10")
                .contains("this instance writes 4 exports already: try again later");
        for (Reader reader : four) {
            reader.close();
        }
        await().until(() -> open("").readToEnd().isWhole());
    }

    private void insert(String idPrefix, int count) {
        PIPELINE.inventory().appear(idPrefix, count);
        execute(
                "insert into assignment.system (system_id, revision, created_at, updated_at)"
                        + " values (?, 0, now(), now()) on conflict do nothing",
                prefix);
        execute(INSERT_LISTED, idPrefix + "%");
    }

    private static void execute(String statement, Object... arguments) {
        PIPELINE.database().update(statement, arguments);
    }

    private static long threads() {
        return Thread.getAllStackTraces().values().stream()
                .filter(frames -> Arrays.stream(frames)
                        .anyMatch(frame -> frame.getClassName().endsWith(".ExportController")))
                .count();
    }

    private static int busyConnections() {
        return Objects.requireNonNull(
                        PIPELINE.context().getBean(HikariDataSource.class).getHikariPoolMXBean())
                .getActiveConnections();
    }

    private Reader open(String query) throws IOException {
        Reader reader = new Reader(PIPELINE.http("/api/applications/export?system_id=" + prefix + query), token);
        readers.add(reader);
        return reader;
    }

    private static String id(String row) {
        return row.substring(0, row.indexOf(','));
    }

    /** A client with small buffers, which reads when it is told to. */
    private static final class Reader implements AutoCloseable {

        private static final int BUFFER = 8 * 1024;
        private static final String END = "\r\n0\r\n\r\n";

        private final Socket socket = new Socket();
        private final InputStream in;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();

        Reader(URI uri, String token) throws IOException {
            socket.setReceiveBufferSize(BUFFER);
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()));
            socket.getOutputStream()
                    .write(("GET " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                                    + " HTTP/1.1\r\nHost: localhost\r\n" + "Authorization: Bearer " + token
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            in = socket.getInputStream();
        }

        Reader readSome() throws IOException {
            read.write(in.readNBytes(BUFFER));
            return this;
        }

        Reader readToEnd() throws IOException {
            try {
                in.transferTo(read);
            } catch (IOException e) {
                // A reset is an end too: the body is not whole.
                read.write("(reset)".getBytes(US_ASCII));
            }
            return this;
        }

        String text() {
            return read.toString(ISO_8859_1);
        }

        boolean isWhole() {
            return text().endsWith(END);
        }

        /** The lines of the body after the header, without the sizes of chunks. */
        List<String> rows() throws IOException {
            assertThat(isWhole()).isTrue();
            String body = text().substring(text().indexOf("\r\n\r\n") + 4);
            StringBuilder content = new StringBuilder();
            int at = 0;
            for (int size = -1; size != 0; ) {
                int end = body.indexOf("\r\n", at);
                size = Integer.parseInt(body.substring(at, end), 16);
                content.append(body, end + 2, end + 2 + size);
                at = end + 2 + size + 2;
            }
            return content.toString().lines().skip(1).toList();
        }

        List<String> ids() throws IOException {
            return rows().stream().map(ExportStreamIT::id).toList();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
