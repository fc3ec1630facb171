package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.cli.Cli.Answer;
import dev.muster.localstack.FreePorts;
import dev.muster.schemas.Topics;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker with access control, in a process of its own, at which alice may describe but not read or write. */
class AuthorizationIT {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    @TempDir
    private static Path folder = Path.of("");

    private static int loginPort;
    private static int internalPort;
    private static List<Process> processes = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws Exception {
        loginPort = FreePorts.choose(0);
        internalPort = FreePorts.choose(0);
        int controllerPort = FreePorts.choose(0);
        Path settings = Files.writeString(folder.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%3$d
                listeners=LOGIN://127.0.0.1:%1$d,INTERNAL://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
                listener.security.protocol.map=LOGIN:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=INTERNAL
                sasl.enabled.mechanisms=PLAIN
                listener.name.login.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule \
                  required user_alice="secret";
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:ANONYMOUS
                log.dirs=%4$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                """.formatted(
                        loginPort, internalPort, controllerPort, folder.resolve("data")));
        Process format =
                start("kafka.tools.StorageTool", "format", "-t", "TXVzdGVyTG9jYWxTdGFjaw", "-c", settings.toString());
        assertThat(format.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(format.exitValue()).as(log()).isZero();
        start("kafka.Kafka", settings.toString());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + internalPort))) {
            await().atMost(START_TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
            prepare(admin);
        }
    }

    private static void prepare(Admin admin) throws ExecutionException, InterruptedException {
        admin.createTopics(Stream.of(
                                Topics.INVENTORY_COMMANDS,
                                Topics.INVENTORY_APPLICATIONS,
                                Topics.ASSIGNMENT_COMMANDS,
                                Topics.ASSIGNMENT_OUTCOMES,
                                Topics.deadLettersOf(Topics.ASSIGNMENT_COMMANDS),
                                "hidden")
                        .map(topic -> new NewTopic(topic, 1, (short) 1))
                        .toList())
                .all()
                .get();
        List<AclBinding> rights = new ArrayList<>();
        for (String prefix : List.of("inventory.", "assignment.")) {
            rights.add(new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, prefix, PatternType.PREFIXED),
                    new AccessControlEntry("User:alice", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW)));
        }
        for (String topic : List.of(Topics.ASSIGNMENT_OUTCOMES, Topics.deadLettersOf(Topics.ASSIGNMENT_COMMANDS))) {
            rights.add(new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                    new AccessControlEntry("User:alice", "*", AclOperation.READ, AclPermissionType.ALLOW)));
        }
        admin.createAcls(rights).all().get();
        // The controller has them; the broker learns of them a moment later.
        await().until(() ->
                admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(rights));
    }

    @AfterAll
    static void stopBroker() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void deniedDescriptionNamesTopicOperationAndPrincipal() throws IOException {
        assertDenied("Describe", "topic hidden", "watch", "hidden");
        assertDenied("Describe", "topic hidden.dead-letters", "dead-letters", "hidden");
    }

    @Test
    void deniedReadNamesTopicOperationAndPrincipal() throws IOException {
        assertDenied("Read", "topic inventory.applications", "watch", "inventory.applications", "--max", "1");
    }

    @Test
    void deniedWriteNamesTopicOperationAndPrincipal() throws IOException {
        assertDenied("Write", "topic assignment.commands", "assign", "vm_bash", "acme");
        assertDenied("Write", "topic inventory.commands", "brake", "release", "vm");
    }

    @Test
    void deniedGroupNamesGroupOperationAndPrincipal() throws IOException {
        assertDenied(
                "Read",
                "group muster-inventory-reports",
                "input",
                "acknowledge",
                "--group",
                "muster-inventory-reports",
                "inventory.commands",
                "0",
                "--to",
                "0");
    }

    @Test
    void rejectedLoginNamesThePrincipal() throws IOException {
        Answer answer = run("wrong", "watch", "inventory.applications", "--max", "1");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .contains("rejected the login of User:alice", "--kafka-properties")
                .hasLineCount(1);
    }

    private static void assertDenied(String operation, String resource, String... args) throws IOException {
        Answer answer = run("secret", args);

        assertThat(answer.err())
                .contains("deny User:alice the operation " + operation + " on " + resource + "; grant the ACL")
                .doesNotContain("Exception")
                .hasLineCount(1);
        assertThat(answer.exitCode()).isEqualTo(1);
    }

    private static Answer run(String password, String... args) throws IOException {
        Path login = Files.writeString(folder.resolve("client-" + password), """
                bootstrap.servers=127.0.0.1:%d
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="alice" \
                  password="%s";
                """.formatted(loginPort, password));
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--kafka-properties", login.toString()));
        return Cli.runAsIs(all.toArray(String[]::new));
    }

    private static Process start(String mainClass, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                mainClass));
        command.addAll(List.of(args));
        File log = folder.resolve("kafka.log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        processes.add(process);
        return process;
    }

    private static String log() throws IOException {
        return Files.readString(folder.resolve("kafka.log"));
    }
}
