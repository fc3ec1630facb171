package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.inventory.ReleaseWaveCommand;
import dev.muster.inventory.SystemFreshnessCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FreshnessCommandsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String system = "sys_" + UUID.randomUUID();

    @BeforeAll
    static void createTopics() throws Exception {
        FakeService.createTopics();
    }

    @Test
    void thresholdsArePublishedForTheSystem() throws Exception {
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.INVENTORY_COMMANDS))) {
            Answer answer =
                    Cli.run("system-freshness", system, "--stale-after", "36h", "--missing-after", "10d", "--by", "me");

            assertThat(answer.err()).isEmpty();
            assertThat(answer.exitCode()).isZero();
            assertThat(answer.out()).contains("published as inventory.commands-", "inventory.systems");
            ConsumerRecord<byte[], byte[]> record =
                    reader.await(Optional::of, TIMEOUT).orElseThrow();
            assertThat(record.key()).isEqualTo(FakeService.bytes(system));
            SystemFreshnessCommand command =
                    SingleObjectCodec.of(SystemFreshnessCommand.class).decode(record.value());
            assertThat(command.getSystemId()).isEqualTo(system);
            assertThat(command.getIssuedBy()).isEqualTo("me");
            assertThat(command.getStaleAfterS()).isEqualTo(129_600L);
            assertThat(command.getMissingAfterS()).isEqualTo(864_000L);
        }
    }

    @Test
    void resetHasNoThresholds() throws Exception {
        Answer answer = Cli.run("system-freshness", system, "--reset", "--json");

        assertThat(answer.exitCode()).isZero();
        assertThat(RecordJson.MAPPER
                        .readTree(answer.out())
                        .path("stale_after_s")
                        .isNull())
                .isTrue();
    }

    @Test
    void invalidThresholdsAreNamed() {
        assertUsage("--stale-after must be 60s to 217d, not 59s", "--stale-after", "59s", "--missing-after", "1d");
        assertUsage("--stale-after must be 60s to 217d, not 218d", "--stale-after", "218d", "--missing-after", "218d");
        assertUsage("--missing-after must be at least", "--stale-after", "2d", "--missing-after", "1d");
        assertUsage("--missing-after must be at least", "--stale-after", "2d", "--missing-after", "218d");
        assertUsage("give --stale-after and --missing-after, or only --reset", "--stale-after", "2d");
        assertUsage("or only --reset", "--stale-after", "2d", "--missing-after", "3d", "--reset");
        assertUsage("or only --reset");
        assertThat(Cli.run("system-freshness", " ", "--reset").err()).contains("SYSTEM is blank");
    }

    @Test
    void releaseOfTheWaveIsPublishedForTheFleet() throws Exception {
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.INVENTORY_COMMANDS))) {
            Answer answer = Cli.run("release-wave", "--by", "me");

            assertThat(answer.exitCode()).isZero();
            ConsumerRecord<byte[], byte[]> record =
                    reader.await(Optional::of, TIMEOUT).orElseThrow();
            assertThat(record.key()).isEqualTo(FakeService.bytes("fleet"));
            assertThat(SingleObjectCodec.of(ReleaseWaveCommand.class)
                            .decode(record.value())
                            .getIssuedBy())
                    .isEqualTo("me");
        }
    }

    private void assertUsage(String message, String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "system-freshness";
        args[1] = system;
        System.arraycopy(options, 0, args, 2, options.length);
        Answer answer = Cli.run(args);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains(message).hasLineCount(1);
    }
}
