package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ContextCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("config/contexts.properties");
    }

    @Test
    void contextsAreAddedUsedAndListed() throws Exception {
        Path properties = Files.writeString(
                folder.resolve("client.properties"),
                "bootstrap.servers=k1:9093\nsecurity.protocol=SASL_SSL\nssl.truststore.location=C:\\\\trust\n");
        Path token = Files.writeString(folder.resolve("token"), "mst_secret\n");

        Answer added = run(
                "context",
                "add",
                "prod",
                "--kafka-properties",
                properties.toString(),
                "--assignment-url",
                "https://muster.example.com",
                "--token-file",
                token.toString());
        assertThat(added.exitCode()).isZero();
        assertThat(added.out()).contains("context prod added to " + file, "muster context use prod");
        assertThat(run("context", "add", "dev", "--bootstrap-servers", "dev:9092")
                        .exitCode())
                .isZero();
        assertThat(run("context", "use", "prod").out()).contains("the current context is prod");

        Answer list = run("context", "list");
        assertThat(list.out().lines().toList())
                .containsExactly(
                        "  dev  bootstrap-servers dev:9092",
                        "* prod  bootstrap-servers k1:9093  assignment-url https://muster.example.com"
                                + "  with Kafka properties  with a token");
        JsonNode json =
                RecordJson.MAPPER.readTree(run("context", "list", "--json").out());
        assertThat(json.at("/1/current").asBoolean()).isTrue();
        assertThat(json.at("/1/has_token").asBoolean()).isTrue();
        assertThat(json.at("/1/kafka_properties/0").asString()).isEqualTo("security.protocol");
        assertThat(added.out() + list.out() + json).doesNotContain("mst_secret");
        assertThat(Files.readString(file))
                .contains(
                        "current=prod\n",
                        "prod.token=mst_secret\n",
                        "prod.kafka.ssl.truststore.location=C\\:\\\\trust");
    }

    @Test
    void fileIsForItsOwnerOnly() throws Exception {
        run("context", "add", "prod", "--bootstrap-servers", "k:9092");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        for (String[] command :
                new String[][] {{"context", "list"}, {"context", "use", "prod"}, {"token", "list"}, {"assign", "a", "b"}
                }) {
            Answer answer = run(command);
            assertThat(answer.exitCode()).isEqualTo(2);
            assertThat(answer.err())
                    .contains(file + " has tokens, but other users may access it: run chmod 600")
                    .hasLineCount(1);
        }
    }

    @Test
    void fileIsInTheConfigurationFolderOfTheUser() {
        Answer answer = Cli.runIn(
                Map.of("MUSTER_CONFIG", " ", "XDG_CONFIG_HOME", folder.toString()),
                "context",
                "add",
                "prod",
                "--bootstrap-servers",
                "k:9092");

        assertThat(answer.exitCode()).isZero();
        assertThat(folder.resolve("muster/contexts.properties")).exists();
    }

    @Test
    void existingContextIsReplacedOnlyIfAsked() {
        run("context", "add", "prod", "--bootstrap-servers", "old:9092", "--ingest-url", "http://old");

        Answer refused = run("context", "add", "prod", "--bootstrap-servers", "new:9092");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("context prod exists", "--replace").hasLineCount(1);

        run("context", "add", "prod", "--bootstrap-servers", "new:9092", "--replace");
        assertThat(run("context", "list").out()).contains("new:9092").doesNotContain("old");
    }

    @Test
    void removedContextIsNoLongerCurrent() {
        run("context", "add", "prod", "--bootstrap-servers", "k:9092");
        run("context", "use", "prod");

        assertThat(run("context", "remove", "prod").exitCode()).isZero();

        assertThat(run("context", "list").err()).contains("no contexts");
        assertThat(file).content().doesNotContain("prod");
    }

    @Test
    void wrongValuesAreNamedInOneLine() throws IOException {
        assertFails("letters, digits", "context", "add", "a.b", "--bootstrap-servers", "k:1");
        assertFails("local is reserved", "context", "add", "local", "--bootstrap-servers", "k:1");
        assertFails("needs an address", "context", "add", "prod");
        assertFails("http:// or https://", "context", "add", "prod", "--ingest-url", "muster:8081");
        assertFails(
                "there is no such file", "context", "add", "p", "--ingest-url", "http://h", "--token-file", "/none");
        assertFails("there is no context prod: add one", "context", "use", "prod");
        Path token = Files.writeString(folder.resolve("token"), "two words");
        assertFails(
                "is not a valid token",
                "context",
                "add",
                "p",
                "--ingest-url",
                "http://h",
                "--token-file",
                token.toString());
    }

    private void assertFails(String message, String... args) {
        Answer answer = run(args);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains(message).hasLineCount(1);
    }

    private Answer run(String... args) {
        return Cli.runIn(Map.of("MUSTER_CONFIG", file.toString()), args);
    }
}
