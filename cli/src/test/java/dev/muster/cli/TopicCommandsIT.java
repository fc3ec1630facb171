package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.Publisher;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.ReleaseBrake;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import tools.jackson.databind.JsonNode;

class TopicCommandsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @BeforeAll
    static void createTopics() throws Exception {
        FakeService.createTopics();
    }

    @Test
    void watchPrintsEachRecordAsOneLineOfJson() throws Exception {
        String topic = "watched." + UUID.randomUUID();
        FakeService.createTopics(Set.of(topic), 1);
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            publisher.publish(topic, "vm", command("vm"));
            publisher.publish(topic, "vm", FakeService.bytes("no Avro"));
        }

        Answer answer = Cli.run("watch", topic, "--from-beginning", "--max", "2");

        assertThat(answer.exitCode()).isZero();
        List<JsonNode> lines =
                answer.out().lines().map(RecordJson.MAPPER::readTree).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("key").asString()).isEqualTo("vm");
        assertThat(lines.get(0).path("offset").asInt()).isZero();
        assertThat(lines.get(0).path("value").path("system_id").asString()).isEqualTo("vm");
        assertThat(lines.get(0).path("value").path("issued_at").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(lines.get(0).path("value").path("action").has("ReleaseBrake"))
                .isTrue();
        assertThat(lines.get(1).path("unreadable").asString()).isEqualTo("schema_unknown");
        assertThat(lines.get(1).path("hex").asString()).isEqualTo("6e6f204176726f");
    }

    @Test
    void watchHidesTokens() throws Exception {
        String topic = "watched." + UUID.randomUUID();
        FakeService.createTopics(Set.of(topic), 1);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, FakeService.bytes("vm"), command("vm"));
        record.headers()
                .add("authorization", FakeService.bytes("Bearer mst_secret"))
                .add("trace", FakeService.bytes("shown"));
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            publisher.publish(record);
        }

        Answer answer = Cli.run("watch", topic, "--from-beginning", "--max", "1");

        assertThat(answer.out()).contains("(hidden)", "shown").doesNotContain("mst_secret");
    }

    @Test
    void invalidTopicNameIsAUsageError() {
        Answer answer = Cli.run("watch", "bad topic");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("invalid topic name: bad topic").hasLineCount(1);
    }

    @Test
    void replayKeepsKeyValueAndHeaders() {
        String topic = Topics.INVENTORY_COMMANDS;
        byte[] original = FakeService.bytes("what was sent");
        RecordMetadata letter = publishDeadLetter(topic, "vm", original);
        String position = letter.partition() + "/" + letter.offset();

        Answer list = Cli.run("dead-letters", topic);
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .contains(position + "  malformed: it is nothing  key vm  from inventory.commands-2@77")
                .contains("2026-01-02T03:04:05Z");

        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(topic))) {
            Answer replay = Cli.run("dead-letters", topic, "--replay", position);
            assertThat(replay.exitCode()).isZero();
            assertThat(replay.out()).contains(position + " replayed as inventory.commands-", "1 replayed");

            ConsumerRecord<byte[], byte[]> replayed =
                    reader.await(Optional::of, TIMEOUT).orElseThrow();
            assertThat(replayed.key()).isEqualTo(FakeService.bytes("vm"));
            assertThat(replayed.value()).isEqualTo(original);
            assertThat(replayed.headers()).extracting(header -> header.key()).containsExactly("traceparent");
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void replayedCommandGetsTheCurrentToken(@TempDir Path checkout) throws Exception {
        Files.createDirectory(checkout.resolve(".muster"));
        Files.writeString(checkout.resolve(".muster/local.env"), "MUSTER_TOKEN=mst_mine\n");
        String key = UUID.randomUUID().toString();
        RecordMetadata letter = publishDeadLetter(Topics.DIRECTORY_COMMANDS, key, FakeService.bytes("a command"));
        String position = letter.partition() + "/" + letter.offset();
        System.setProperty("muster.home", checkout.toString());
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.DIRECTORY_COMMANDS))) {
            Answer replay = Cli.run("dead-letters", Topics.DIRECTORY_COMMANDS, "--replay", position);
            assertThat(replay.exitCode()).isZero();
            assertThat(replay.out() + replay.err()).doesNotContain("mst_mine");

            ConsumerRecord<byte[], byte[]> replayed = reader.await(
                            record ->
                                    Optional.of(record).filter(one -> Arrays.equals(one.key(), FakeService.bytes(key))),
                            TIMEOUT)
                    .orElseThrow();
            assertThat(replayed.headers())
                    .extracting(header -> header.key() + " " + new String(header.value(), StandardCharsets.UTF_8))
                    .containsExactly("traceparent 00-1-2-01", "authorization Bearer mst_mine");
        } finally {
            System.clearProperty("muster.home");
        }
    }

    @Test
    void allDeadLettersOfATopicCanBeReplayed() {
        publishDeadLetter(Topics.ASSIGNMENT_COMMANDS, "one", FakeService.bytes("1"));
        publishDeadLetter(Topics.ASSIGNMENT_COMMANDS, "two", FakeService.bytes("2"));

        Answer list = Cli.run("dead-letters", Topics.ASSIGNMENT_COMMANDS);
        Answer replay = Cli.run("dead-letters", Topics.ASSIGNMENT_COMMANDS, "--replay", "all");

        long listed = list.out().lines().count() - 1;
        assertThat(listed).isGreaterThanOrEqualTo(2);
        assertThat(replay.out().lines().filter(line -> line.contains(" replayed as ")))
                .hasSize((int) listed);
    }

    @Test
    void unknownPositionIsRejectedAndNothingIsReplayed() {
        publishDeadLetter(Topics.INVENTORY_COMMANDS, "vm", FakeService.bytes("x"));

        Answer answer = Cli.run("dead-letters", Topics.INVENTORY_COMMANDS, "--replay", "0/123456");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("no dead letter at 0/123456");
        assertThat(Cli.run("dead-letters", "--replay", "0/0").exitCode()).isEqualTo(2);
    }

    @Test
    void brakeReleaseIsPublishedWithTheSystemAsKey() {
        try (TopicReader reader = TopicReader.fromEnd(FakeService.connection(), List.of(Topics.INVENTORY_COMMANDS))) {
            Answer answer = Cli.run("brake", "release", "vm", "--by", "me");

            assertThat(answer.exitCode()).isZero();
            ConsumerRecord<byte[], byte[]> record =
                    reader.await(Optional::of, TIMEOUT).orElseThrow();
            assertThat(record.key()).isEqualTo(FakeService.bytes("vm"));
        }
    }

    @Test
    void missingTopicAndBrokerAreReportedInOneLine() {
        Answer noTopic = Cli.run("watch", "not.there");
        Answer noBroker = Cli.runAsIs("assign", "a", "b", "--bootstrap-servers", "127.0.0.1:1");

        assertThat(noTopic.exitCode()).isEqualTo(3);
        assertThat(noTopic.err()).contains("topic not.there does not exist").hasLineCount(1);
        assertThat(noBroker.exitCode()).isEqualTo(3);
        assertThat(noBroker.err())
                .contains("no Kafka broker is reachable at 127.0.0.1:1")
                .hasLineCount(1);
    }

    @Test
    void helpListsTheExitCodes() {
        Answer help = Cli.runAsIs("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Exit codes:", "dead-letters", "KAFKA_BOOTSTRAP_SERVERS");
    }

    private static RecordMetadata publishDeadLetter(String topic, String key, byte[] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 2, 77, FakeService.bytes(key), value);
        record.headers().add("traceparent", FakeService.bytes("00-1-2-01"));
        ProducerRecord<byte[], byte[]> letter = FakeService.deadLetter(record, "malformed", "it is nothing");
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            return publisher.publish(letter);
        }
    }

    private static byte[] command(String system) {
        InventoryCommand command = InventoryCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.parse("2026-01-02T03:04:05Z"))
                .setIssuedBy("me")
                .setSystemId(system)
                .setAction(new ReleaseBrake())
                .build();
        return SingleObjectCodec.of(InventoryCommand.class).encode(command);
    }
}
