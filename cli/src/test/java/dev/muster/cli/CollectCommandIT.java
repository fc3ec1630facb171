package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.inventory.InventoryReport;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.testing.Infrastructure;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code muster collect --every}, in processes of their own, on a host that has one of the package managers. */
class CollectCommandIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String NOWHERE = "127.0.0.1:1";
    private static final String ACCEPTED = "{\"code\":202,\"data\":{\"report_id\":\"1\"}}";

    private final String system = "vm-" + UUID.randomUUID();
    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void createTopics() throws Exception {
        FakeService.createTopics();
    }

    @AfterEach
    void killProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void reportDeclaresItsCadenceAndTerminationEndsTheCollector() throws Exception {
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.INVENTORY_REPORTS))) {
            Process process = collect("--to", "kafka", "--bootstrap-servers", broker());

            InventoryReport report = awaitReport(reader);
            assertThat(report.getNextReportWithinS()).isEqualTo(28_800);
            assertThat(report.getApplications()).isNotEmpty();
            await().atMost(TIMEOUT).until(() -> reports().isEmpty());

            process.destroy();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(output()).contains("sent as inventory.reports-", "0 wait in the spool");
        }
    }

    @Test
    void reportThatWasNotSentWhenTheProcessWasKilledIsSentByTheNextOne() throws Exception {
        Process first = collect("--to", "kafka", "--bootstrap-servers", NOWHERE);
        await().atMost(TIMEOUT).until(() -> reports().size() == 1);
        await().atMost(TIMEOUT).until(() -> output().contains("cannot send reports"));
        first.destroyForcibly().waitFor();
        byte[] spooled = Files.readAllBytes(reports().get(0));

        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.INVENTORY_REPORTS))) {
            collect("--to", "kafka", "--bootstrap-servers", broker());

            ConsumerRecord<byte[], byte[]> record =
                    reader.await(this::ofSystem, TIMEOUT).orElseThrow();
            assertThat(record.value()).isEqualTo(spooled);
            assertThat(awaitReport(reader).getCollectedAt())
                    .isAfter(decode(record).getCollectedAt());
            await().atMost(TIMEOUT).until(() -> reports().isEmpty());
        }
    }

    @Test
    void secondCollectorOnTheSameSpoolIsRefused() throws Exception {
        collect("--to", "kafka", "--bootstrap-servers", NOWHERE);
        await().atMost(TIMEOUT).until(() -> reports().size() == 1);

        Process second = collect("--to", "kafka", "--bootstrap-servers", broker());

        assertThat(second.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(3);
        assertThat(output()).contains("is used by process " + processes.get(0).pid());
    }

    @Test
    void brokerThatGoesAwayGetsTheReportWhenItReturns() throws Exception {
        try (Infrastructure own = Infrastructure.startOwn()) {
            KafkaConnection connection = KafkaConnection.to(own.bootstrapServers(), Duration.ofSeconds(30));
            try (Admin admin = connection.admin()) {
                admin.createTopics(List.of(new NewTopic(Topics.INVENTORY_REPORTS, 3, (short) 1)))
                        .all()
                        .get();
            }
            own.stopBroker();
            collect("--to", "kafka", "--bootstrap-servers", own.bootstrapServers(), "--timeout", "5");
            await().atMost(TIMEOUT).until(() -> output().contains("cannot send reports"));
            assertThat(reports()).hasSize(1);

            own.startBroker();

            await().atMost(TIMEOUT).until(() -> reports().isEmpty());
            assertThat(output()).contains("reports are accepted again");
            try (TopicReader reader = TopicReader.fromBeginning(connection, List.of(Topics.INVENTORY_REPORTS))) {
                assertThat(awaitReport(reader).getSystemId()).isEqualTo(system);
            }
        }
    }

    @Test
    void serviceThatGoesAwayGetsTheReportByHttpWhenItReturns() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        HttpServer gone = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        InetSocketAddress address = gone.getAddress();
        gone.start();
        gone.stop(0);
        collect(
                "--to",
                "http",
                "--url",
                "http://127.0.0.1:" + address.getPort(),
                "--secret-file",
                secret.toString(),
                "--json");
        await().atMost(TIMEOUT).until(() -> output().contains("connection refused"));
        assertThat(reports()).hasSize(1);

        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/api/systems/inventory", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = ACCEPTED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            await().atMost(TIMEOUT).until(() -> reports().isEmpty());
            assertThat(bodies).hasSize(1);
            assertThat(RecordJson.MAPPER.readTree(bodies.get(0)).at("/facts/modules"))
                    .isNotEmpty();
            await().atMost(TIMEOUT).until(() -> output().contains("\"waiting\":0"));
            assertThat(output()).doesNotContain("s3cret");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void optionsThatDoNotFitAreNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertUsage("--every and --to require each other", "--every", "8h");
        assertUsage("--every and --to require each other", "--to", "kafka");
        assertUsage("require --every and --to", "--spool", "x");
        assertUsage("--every must be 60s to 31d, not 59s", "--every", "59s", "--to", "kafka");
        assertUsage("--every must be 60s to 31d, not 32d", "--every", "32d", "--to", "kafka");
        assertUsage(
                "Invalid value for --every: expected a duration such as 90s, 30m, 8h or 7d, not '-8h'", "--every=-8h");
        assertUsage("expected a size such as 500K, 64M or 1G", "--every", "8h", "--to", "kafka", "--spool-limit", "1");
        assertUsage("--spool-limit must be 1M to 10G", "--every", "8h", "--to", "kafka", "--spool-limit", "1K");
        assertUsage("no secret: set MUSTER_AGENT_SECRET", "--every", "8h", "--to", "http");
        assertUsage("without a colon", "--every", "8h", "--to", "http", "--system", "a:b");
        assertUsage("empty has no secret", "--every", "8h", "--to", "http", "--secret-file", empty.toString());
        assertUsage("are for --to http", "--every", "8h", "--to", "kafka", "--secret-file", empty.toString());
    }

    @Test
    void withoutEveryItPrintsTheReportAsBefore() {
        Cli.Answer answer = Cli.runAsIs("collect", "--system", system, "--json");

        assertThat(answer.exitCode()).isZero();
        assertThat(RecordJson.MAPPER.readTree(answer.out()).path("system_id").asString())
                .isEqualTo(system);
    }

    private static void assertUsage(String message, String... options) {
        List<String> args = new ArrayList<>(List.of("collect"));
        args.addAll(List.of(options));
        Cli.Answer answer = Cli.runAsIs(args.toArray(String[]::new));
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains(message).hasLineCount(1);
    }

    private Process collect(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.muster.cli.Muster",
                "collect",
                "--every",
                "8h",
                "--system",
                system,
                "--spool",
                folder.resolve("spool").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(appendTo(log()));
        builder.environment()
                .putAll(Map.of("MUSTER_CONFIG", folder.resolve("none").toString()));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static ProcessBuilder.Redirect appendTo(File file) {
        return ProcessBuilder.Redirect.appendTo(file);
    }

    private File log() {
        return folder.resolve("log").toFile();
    }

    private String output() throws IOException {
        return Files.exists(log().toPath()) ? Files.readString(log().toPath()) : "";
    }

    private List<Path> reports() throws IOException {
        Path spool = folder.resolve("spool");
        if (!Files.isDirectory(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".report")).toList();
        }
    }

    private InventoryReport awaitReport(TopicReader reader) throws UnreadableValueException {
        return decode(reader.await(this::ofSystem, TIMEOUT).orElseThrow());
    }

    private Optional<ConsumerRecord<byte[], byte[]>> ofSystem(ConsumerRecord<byte[], byte[]> record) {
        return Optional.of(record).filter(found -> system.equals(new String(found.key(), StandardCharsets.UTF_8)));
    }

    private static InventoryReport decode(ConsumerRecord<byte[], byte[]> record) throws UnreadableValueException {
        return SingleObjectCodec.of(InventoryReport.class).decode(record.value());
    }

    private static String broker() {
        return Infrastructure.shared().bootstrapServers();
    }
}
