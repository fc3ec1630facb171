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

class TopicCommandsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @BeforeAll
    static void createTopics() throws Exception {
        StandIn.createTopics();
    }

    @Test
    void watchPrintsOneLineOfJsonForEachRecordWhateverItsBytesAre() throws Exception {
        String topic = "watched." + UUID.randomUUID();
        StandIn.createTopics(Set.of(topic), 1);
        try (Publisher publisher = Publisher.open(StandIn.connection())) {
            publisher.publish(topic, "vm", command("vm"));
            publisher.publish(topic, "vm", StandIn.bytes("no Avro"));
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
    void watchDoesNotPrintWhatTheSenderOfACommandIsKnownBy() throws Exception {
        String topic = "watched." + UUID.randomUUID();
        StandIn.createTopics(Set.of(topic), 1);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, StandIn.bytes("vm"), command("vm"));
        record.headers()
                .add("authorization", StandIn.bytes("Bearer mst_secret"))
                .add("trace", StandIn.bytes("shown"));
        try (Publisher publisher = Publisher.open(StandIn.connection())) {
            publisher.publish(record);
        }

        Answer answer = Cli.run("watch", topic, "--from-beginning", "--max", "1");

        assertThat(answer.out()).contains("(hidden)", "shown").doesNotContain("mst_secret");
    }

    @Test
    void aNameThatNoTopicCanHaveIsSaidToBeOne() {
        Answer answer = Cli.run("watch", "bad topic");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .contains("no topic can have the name bad topic")
                .hasLineCount(1);
    }

    @Test
    void aDeadLetterIsListedAndPutBackWithItsKeyItsBytesAndItsOwnHeaders() {
        String topic = Topics.INVENTORY_COMMANDS;
        byte[] original = StandIn.bytes("what was sent");
        RecordMetadata letter = setAside(topic, "vm", original);
        String place = letter.partition() + "/" + letter.offset();

        Answer list = Cli.run("dead-letters", topic);
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .contains(place + "  malformed: it is nothing  key vm  from inventory.commands-2@77")
                .contains("2026-01-02T03:04:05Z");

        try (TopicReader reader = TopicReader.fromEnd(StandIn.connection(), List.of(topic))) {
            Answer replay = Cli.run("dead-letters", topic, "--replay", place);
            assertThat(replay.exitCode()).isZero();
            assertThat(replay.out()).contains(place + " put back as inventory.commands-", "1 put back");

            ConsumerRecord<byte[], byte[]> back =
                    reader.await(Optional::of, SOON).orElseThrow();
            assertThat(back.key()).isEqualTo(StandIn.bytes("vm"));
            assertThat(back.value()).isEqualTo(original);
            assertThat(back.headers()).extracting(header -> header.key()).containsExactly("traceparent");
        }
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void aCommandIsPutBackUnderTheTokenOfWhoPutsItBack(@TempDir Path checkout) throws Exception {
        Files.createDirectory(checkout.resolve(".muster"));
        Files.writeString(checkout.resolve(".muster/local.env"), "MUSTER_TOKEN=mst_mine\n");
        String key = UUID.randomUUID().toString();
        RecordMetadata letter = setAside(Topics.DIRECTORY_COMMANDS, key, StandIn.bytes("a command"));
        String place = letter.partition() + "/" + letter.offset();
        System.setProperty("muster.home", checkout.toString());
        try (TopicReader reader = TopicReader.fromEnd(StandIn.connection(), List.of(Topics.DIRECTORY_COMMANDS))) {
            Answer replay = Cli.run("dead-letters", Topics.DIRECTORY_COMMANDS, "--replay", place);
            assertThat(replay.exitCode()).isZero();
            assertThat(replay.out() + replay.err()).doesNotContain("mst_mine");

            ConsumerRecord<byte[], byte[]> back = reader.await(
                            record -> Optional.of(record).filter(one -> Arrays.equals(one.key(), StandIn.bytes(key))),
                            SOON)
                    .orElseThrow();
            assertThat(back.headers())
                    .extracting(header -> header.key() + " " + new String(header.value(), StandardCharsets.UTF_8))
                    .containsExactly("traceparent 00-1-2-01", "authorization Bearer mst_mine");
        } finally {
            System.clearProperty("muster.home");
        }
    }

    @Test
    void allDeadLettersOfATopicCanBePutBack() {
        setAside(Topics.ASSIGNMENT_COMMANDS, "one", StandIn.bytes("1"));
        setAside(Topics.ASSIGNMENT_COMMANDS, "two", StandIn.bytes("2"));

        Answer list = Cli.run("dead-letters", Topics.ASSIGNMENT_COMMANDS);
        Answer replay = Cli.run("dead-letters", Topics.ASSIGNMENT_COMMANDS, "--replay", "all");

        long listed = list.out().lines().count() - 1;
        assertThat(listed).isGreaterThanOrEqualTo(2);
        assertThat(replay.out().lines().filter(line -> line.contains(" put back as ")))
                .hasSize((int) listed);
    }

    @Test
    void aPlaceWithoutDeadLetterIsRefusedAndNothingIsPutBack() {
        setAside(Topics.INVENTORY_COMMANDS, "vm", StandIn.bytes("x"));

        Answer answer = Cli.run("dead-letters", Topics.INVENTORY_COMMANDS, "--replay", "0/123456");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("no dead letter stands at 0/123456");
        assertThat(Cli.run("dead-letters", "--replay", "0/0").exitCode()).isEqualTo(2);
    }

    @Test
    void aReleaseOfTheBrakeIsPublishedUnderItsSystem() {
        try (TopicReader reader = TopicReader.fromEnd(StandIn.connection(), List.of(Topics.INVENTORY_COMMANDS))) {
            Answer answer = Cli.run("brake", "release", "vm", "--by", "me");

            assertThat(answer.exitCode()).isZero();
            ConsumerRecord<byte[], byte[]> record =
                    reader.await(Optional::of, SOON).orElseThrow();
            assertThat(record.key()).isEqualTo(StandIn.bytes("vm"));
        }
    }

    @Test
    void aTopicThatIsNotThereAndABrokerThatIsNotThereAreSaidInOneLine() {
        Answer noTopic = Cli.run("watch", "not.there");
        Answer noBroker = Cli.runAsIs("assign", "a", "b", "--bootstrap-servers", "127.0.0.1:1");

        assertThat(noTopic.exitCode()).isEqualTo(3);
        assertThat(noTopic.err()).contains("there is no topic not.there").hasLineCount(1);
        assertThat(noBroker.exitCode()).isEqualTo(3);
        assertThat(noBroker.err())
                .contains("no Kafka broker answers at 127.0.0.1:1")
                .hasLineCount(1);
    }

    @Test
    void helpSaysWhatTheExitCodesMean() {
        Answer help = Cli.runAsIs("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Exit codes:", "dead-letters", "KAFKA_BOOTSTRAP_SERVERS");
    }

    private static RecordMetadata setAside(String topic, String key, byte[] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 2, 77, StandIn.bytes(key), value);
        record.headers().add("traceparent", StandIn.bytes("00-1-2-01"));
        ProducerRecord<byte[], byte[]> letter = StandIn.deadLetter(record, "malformed", "it is nothing");
        try (Publisher publisher = Publisher.open(StandIn.connection())) {
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
