package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.cli.Cli.Answer;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.testing.Infrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** From where addresses and token come, seen in the records that commands publish. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class InstallationIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String BROKER = Infrastructure.shared().bootstrapServers();
    private static final String NOWHERE = "127.0.0.1:1";

    private final String application = "vm_" + UUID.randomUUID();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void createTopics() throws Exception {
        FakeService.createTopics();
        Files.createDirectories(folder.resolve(".muster"));
        environment.put("MUSTER_CONFIG", folder.resolve("contexts").toString());
        System.setProperty("muster.home", folder.toString());
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty("muster.home");
    }

    @Test
    void commandCarriesTheTokenOfTheEnvironment() {
        environment.put("MUSTER_TOKEN", "mst_env");

        assertThat(tokenOf("assign", application, "acme", "--bootstrap-servers", BROKER))
                .contains("Bearer mst_env");
    }

    @Test
    void commandCarriesNoTokenWithoutOne() {
        assertThat(tokenOf("assign", application, "acme", "--bootstrap-servers", BROKER))
                .isEmpty();
    }

    @Test
    void runningLocalPipelineIsUsedWhenNothingNamesAnAddress() throws IOException {
        writeLocal(BROKER);

        assertThat(tokenOf("assign", application, "acme")).contains("Bearer mst_local");
    }

    @Test
    void explicitAddressTakesNothingFromTheLocalPipeline() throws IOException {
        writeLocal(NOWHERE);

        assertThat(tokenOf("assign", application, "acme", "--bootstrap-servers", BROKER))
                .isEmpty();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", BROKER);
        assertThat(tokenOf("assign", application, "acme")).isEmpty();
    }

    @Test
    void explicitAddressInKafkaPropertiesTakesNothingFromTheLocalPipeline() throws IOException {
        writeLocal(NOWHERE);
        Path properties = Files.writeString(folder.resolve("client"), "bootstrap.servers=" + BROKER + "\n");

        assertThat(tokenOf("assign", application, "acme", "--kafka-properties", properties.toString()))
                .isEmpty();
    }

    @Test
    void credentialCommandDoesNotPrintTheUrlOfAnotherInstallation() throws IOException {
        writeLocal(NOWHERE);

        Answer answer = run("system", "credential", "create", "--system", "vm", "--bootstrap-servers", BROKER);

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).doesNotContain("local.example.com");
        assertThat(answer.err()).contains("nothing names the ingest service", "--url");
    }

    @Test
    void currentContextPrecedesTheLocalPipeline() throws IOException {
        writeLocal(NOWHERE);
        addContext("prod", BROKER, "mst_prod");
        run("context", "use", "prod");

        assertThat(tokenOf("assign", application, "acme")).contains("Bearer mst_prod");
    }

    @Test
    void optionContextPrecedesTheCurrentContext() throws IOException {
        addContext("prod", NOWHERE, "mst_prod");
        addContext("dev", BROKER, "mst_dev");
        run("context", "use", "prod");

        assertThat(tokenOf("--context", "dev", "assign", application, "acme")).contains("Bearer mst_dev");
        assertThat(tokenOf("assign", application, "acme", "--context", "dev")).contains("Bearer mst_dev");
    }

    @Test
    void contextLocalIsTheRunningLocalPipeline() throws IOException {
        addContext("prod", NOWHERE, "mst_prod");
        run("context", "use", "prod");

        Answer stopped = run("assign", application, "acme", "--context", "local");
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(stopped.err()).contains("./muster local is not running").hasLineCount(1);
        writeLocal(BROKER);
        assertThat(tokenOf("assign", application, "acme", "--context", "local")).contains("Bearer mst_local");
    }

    @Test
    void addressInTheEnvironmentTakesNothingFromTheCurrentContext() throws IOException {
        addContext("prod", NOWHERE, "mst_prod");
        run("context", "use", "prod");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", BROKER);

        assertThat(tokenOf("assign", application, "acme")).isEmpty();
    }

    @Test
    void tokenInTheEnvironmentReplacesTheTokenOfTheContext() throws IOException {
        addContext("prod", BROKER, "mst_prod");
        environment.put("MUSTER_TOKEN", "mst_env");

        assertThat(tokenOf("assign", application, "acme", "--context", "prod")).contains("Bearer mst_env");
    }

    @Test
    void contextAndAddressTogetherAreAUsageError() throws IOException {
        addContext("prod", BROKER, "mst_prod");

        Answer option = run("assign", application, "acme", "--context", "prod", "--bootstrap-servers", BROKER);
        environment.put("INGEST_URL", "http://other");
        Answer variable = run("assign", application, "acme", "--context", "prod");

        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err())
                .contains("--context prod and --bootstrap-servers")
                .hasLineCount(1);
        assertThat(variable.exitCode()).isEqualTo(2);
        assertThat(variable.err()).contains("--context prod and INGEST_URL").hasLineCount(1);
    }

    @Test
    void contextWithoutTheAddressSaysHowToAddIt() throws IOException {
        addContext("prod", BROKER, "mst_prod");

        Answer answer = run("token", "list", "--context", "prod");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .contains("context prod has no address of the assignment service", "--assignment-url")
                .hasLineCount(1);
        assertThat(run("token", "list", "--context", "none").err())
                .contains("there is no context none: the contexts are prod, local")
                .hasLineCount(1);
    }

    private void writeLocal(String broker) throws IOException {
        Files.writeString(
                folder.resolve(".muster/local.env"),
                "KAFKA_BOOTSTRAP_SERVERS=" + broker
                        + "\nINGEST_URL=http://local.example.com\nMUSTER_TOKEN=mst_local\n");
    }

    private void addContext(String name, String broker, String token) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), token);
        assertThat(run("context", "add", name, "--bootstrap-servers", broker, "--token-file", file.toString())
                        .exitCode())
                .isZero();
    }

    private Answer run(String... args) {
        return Cli.runIn(environment, args);
    }

    /** The header of the record that the command publishes; there is no service, so the command waits a second. */
    private Optional<String> tokenOf(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--timeout";
        all[args.length + 1] = "1";
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.ASSIGNMENT_COMMANDS))) {
            Answer answer = run(all);
            assertThat(answer.err()).contains("published as").doesNotContain("mst_");
            return reader.await(this::header, TIMEOUT).orElseThrow();
        }
    }

    private Optional<Optional<String>> header(ConsumerRecord<byte[], byte[]> record) {
        if (!new String(record.key(), StandardCharsets.UTF_8).equals(application)) {
            return Optional.empty();
        }
        assertThat(decode(record).getApplicationId()).isEqualTo(application);
        Header header = record.headers().lastHeader("authorization");
        return Optional.of(
                header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8)));
    }

    private static AssignmentCommand decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return SingleObjectCodec.of(AssignmentCommand.class).decode(record.value());
        } catch (dev.muster.schemas.UnreadableValueException e) {
            throw new IllegalStateException(e);
        }
    }
}
