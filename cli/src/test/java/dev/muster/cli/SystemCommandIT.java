package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SystemCommandIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String system = "sys_" + UUID.randomUUID();

    @BeforeAll
    static void createTopics() throws Exception {
        FakeService.createTopics();
    }

    @Test
    void createPrintsTheSecretAndPublishesItsHash() throws Exception {
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.INVENTORY_COMMANDS))) {
            Answer answer = Cli.run("system", "credential", "create", "--system", system, "--by", "me", "--json");

            assertThat(answer.exitCode()).isZero();
            JsonNode printed = RecordJson.MAPPER.readTree(answer.out());
            assertThat(printed.path("system_id").asString()).isEqualTo(system);
            String secret = printed.path("secret").asString();
            assertThat(secret).matches("[A-Za-z0-9_-]{43}");
            ConsumerRecord<byte[], byte[]> record =
                    reader.await(Optional::of, TIMEOUT).orElseThrow();
            assertThat(record.key()).isEqualTo(FakeService.bytes(system));
            SystemCredentialCommand command = decode(record);
            assertThat(command.getSystemId()).isEqualTo(system);
            assertThat(command.getIssuedBy()).isEqualTo("me");
            assertThat(command.getSecretSha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(FakeService.bytes(secret))));
            assertThat(new String(record.value(), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain(secret);
        }
    }

    @Test
    void createPrintsTheCommandForTheAgent() {
        Answer answer = Cli.run(
                "system", "credential", "create", "--system", "it's mine", "--url", "https://muster.example.com");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .startsWith("system_id='it'\\''s mine'\nsecret='")
                .contains("print-phonehome | curl -m 180 --retry 3 -L -s --user \"$system_id:$secret\""
                        + " -H \"Content-Type: application/json\" --data-binary @-"
                        + " https://muster.example.com/api/systems/inventory");
    }

    @Test
    void secretsAreUnique() {
        assertThat(Cli.run("system", "credential", "create", "--system", system, "--json")
                        .out())
                .isNotEqualTo(Cli.run("system", "credential", "create", "--system", system, "--json")
                        .out());
    }

    @Test
    void revokePublishesACommandWithoutHash() throws Exception {
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.INVENTORY_COMMANDS))) {
            Answer answer = Cli.run("system", "credential", "revoke", "--system", system);

            assertThat(answer.exitCode()).isZero();
            SystemCredentialCommand command =
                    decode(reader.await(Optional::of, TIMEOUT).orElseThrow());
            assertThat(command.getSystemId()).isEqualTo(system);
            assertThat(command.getSecretSha256()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a:b", "a\nb"})
    void invalidSystemIdIsRejected(String id) {
        Answer answer = Cli.run("system", "credential", "create", "--system", id);

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("--system must be");
        assertThat(answer.out()).isEmpty();
    }

    private static SystemCredentialCommand decode(ConsumerRecord<byte[], byte[]> record) throws Exception {
        return SingleObjectCodec.of(SystemCredentialCommand.class).decode(record.value());
    }
}
