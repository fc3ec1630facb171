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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    void terminalEscapesInKeysReasonsAndValuesAreNotPrintedRaw() throws Exception {
        String topic = "watched." + UUID.randomUUID();
        FakeService.createTopics(Set.of(topic, Topics.deadLettersOf(topic)), 1);
        String hostile = "\u001b]0;title\u0007\u009b31m\u202e\r\nforged";
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(topic, 0, 0, FakeService.bytes(hostile), command(hostile));
        record.headers().add("h" + hostile, FakeService.bytes(hostile));
        try (Publisher publisher = Publisher.open(FakeService.connection())) {
            publisher.publish(topic, hostile, record.value());
            publisher.publish(FakeService.deadLetter(record, hostile, hostile));
        }

        String printed = Cli.run("watch", topic, "--from-beginning", "--max", "1")
                        .out()
                + Cli.run("dead-letters", topic).out()
                + Cli.run("dead-letters", topic, "--json").out()
                + Cli.run("dead-letters", topic, "--replay", "0/0", "--dry-run").err();

        assertThat(printed).contains("\\u001b", "\\u009b", "\\u202e", "forged");
        assertThat(printed.chars()).noneMatch(c -> (Character.isISOControl(c) && c != '\n') || c == 0x202e);
        assertThat(printed.lines()).noneMatch(line -> line.startsWith("forged"));
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
